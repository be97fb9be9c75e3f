package main

import "time"

func serve(stop <-chan struct{}, tick time.Duration) {
	for {
		select { // leaks
		case <-stop:
			return
		case <-time.After(tick):
		}
	}
}

// Each goroutine runs until it is stopped, which nobody does.
func hundredASecond() {
	for range time.Tick(10 * time.Millisecond) {
		go serve(make(chan struct{}), time.Hour)
	}
}

// Each is stopped after a tenth of a second.
func hundredASecondMended() {
	for range time.Tick(10 * time.Millisecond) {
		stop := make(chan struct{})
		go serve(stop, time.Hour)
		time.AfterFunc(100*time.Millisecond, func() { close(stop) })
	}
}
