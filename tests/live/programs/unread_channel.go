package main

import "time"

// Whoever asks waits for a millisecond; the answer comes later, and nobody reads it.

func answer(answers chan<- int) {
	time.Sleep(5 * time.Millisecond)
	answers <- 42 // leaks
}

func ask(answers chan int) {
	go answer(answers)
	select {
	case <-answers:
	case <-time.After(time.Millisecond):
	}
}

func unreadChannel() {
	for range time.Tick(10 * time.Millisecond) {
		ask(make(chan int))
	}
}

// An answer that nobody reads has a place.
func unreadChannelMended() {
	for range time.Tick(10 * time.Millisecond) {
		ask(make(chan int, 1))
	}
}
