package io.netpool.tcp.autoconfigure;

import java.util.concurrent.CountDownLatch;

import io.netpool.tcp.TcpHandler;

/**
 * Holds each message until it is told to answer.
 */
class BlockingHandler {

	final CountDownLatch entered = new CountDownLatch(1);

	final CountDownLatch released = new CountDownLatch(1);

	@TcpHandler
	String onMessage(String input) throws InterruptedException {
		this.entered.countDown();
		this.released.await();
		return "answer to " + input;
	}

}
