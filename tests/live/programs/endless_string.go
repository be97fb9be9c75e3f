package main

import (
	"strings"
	"time"
)

var record string

func note(text string) {
	record += text // leaks
}

func endlessString() {
	// So little that the copy is made before the next tick even on a busy machine: a text that grows
	// ever more slowly could as well be one that fills.
	entry := strings.Repeat("x", 16<<10)
	for range time.Tick(20 * time.Millisecond) {
		note(entry)
	}
}

// What has been noted is let go of from time to time.
func endlessStringMended() {
	entry := strings.Repeat("x", 32<<10)
	for range time.Tick(10 * time.Millisecond) {
		if len(record) > 1<<20 {
			record = ""
		}
		note(entry)
	}
}
