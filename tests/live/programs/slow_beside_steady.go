package main

import "time"

func idle(stop <-chan struct{}) {
	<-stop
}

func stuck(stop <-chan struct{}) {
	<-stop // leaks
}

func steady() chan struct{} {
	stop := make(chan struct{})
	for range 5000 {
		go idle(stop)
	}
	return stop
}

// One a second, beside 5,000 that have their reason.
func slowBesideSteady() {
	stop := steady()
	for range time.Tick(time.Second) {
		go stuck(stop)
	}
}

// Each ends when the next one comes.
func slowBesideSteadyMended() {
	steady()
	for range time.Tick(time.Second) {
		stop := make(chan struct{})
		go stuck(stop)
		time.AfterFunc(time.Second, func() { close(stop) })
	}
}
