package main

import (
	"math/rand/v2"
	"time"
)

// What grows for good reasons.

func work(jobs <-chan int) {
	for range jobs {
		time.Sleep(time.Millisecond)
	}
}

// pool starts a worker for each client, up to 200 in two seconds.
func pool() {
	jobs := make(chan int)
	for worker := range 200 {
		go work(jobs)
		jobs <- worker
		time.Sleep(10 * time.Millisecond)
	}
	for range time.Tick(time.Millisecond) {
		jobs <- 0
	}
}

var pages = map[int][]byte{}

func load(number int) {
	if _, ok := pages[number]; !ok {
		pages[number] = make([]byte, 256<<10)
	}
}

// cache has all of its 200 pages after about two seconds.
func cache() {
	for range time.Tick(2 * time.Millisecond) {
		load(rand.IntN(200))
	}
}

func handle() {
	time.Sleep(1500 * time.Millisecond)
}

// burst is 300 requests at once, a second after the beginning, and later a few.
func burst() {
	time.Sleep(time.Second)
	for range 300 {
		go handle()
	}
	for range time.Tick(100 * time.Millisecond) {
		go handle()
	}
}
