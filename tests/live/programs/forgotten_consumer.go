package main

import "time"

func consume(jobs <-chan int) {
	sum := 0
	for job := range jobs { // leaks
		sum += job
	}
}

func produce() chan int {
	jobs := make(chan int)
	go consume(jobs)
	for job := range 3 {
		jobs <- job
	}
	return jobs
}

// Nobody tells the consumers that there is no more to come.
func forgottenConsumer() {
	for range time.Tick(15 * time.Millisecond) {
		produce()
	}
}

func forgottenConsumerMended() {
	for range time.Tick(15 * time.Millisecond) {
		close(produce())
	}
}
