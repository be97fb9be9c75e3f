package main

import "time"

func waitFor(done <-chan struct{}) {
	<-done // leaks
}

// The channel is declared and never made.
func nilChannel() {
	var done chan struct{}
	for range time.Tick(20 * time.Millisecond) {
		go waitFor(done)
	}
}

func nilChannelMended() {
	for range time.Tick(20 * time.Millisecond) {
		done := make(chan struct{})
		go waitFor(done)
		close(done)
	}
}
