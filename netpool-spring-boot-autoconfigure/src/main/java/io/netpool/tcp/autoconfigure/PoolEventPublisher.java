package io.netpool.tcp.autoconfigure;

import java.net.InetSocketAddress;
import java.util.function.Supplier;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.event.TcpConnectionRefusedEvent;
import io.netpool.tcp.event.TcpServerDrainingEvent;
import io.netpool.tcp.event.TcpServerPausedEvent;
import io.netpool.tcp.event.TcpServerResumedEvent;
import io.netpool.tcp.event.TcpServerStoppedEvent;
import io.netpool.tcp.server.PoolListener;
import io.netpool.tcp.server.log.FailureLogger;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes the application events of the pools, and records their bind as a step of the
 * application's start-up. An exception that an event listener throws is logged: it must
 * not keep a pool from serving, draining or stopping.
 *
 * @param publisher publishes the events
 * @param steps steps of the application's start-up
 * @param failureLogger logs exceptions of event listeners
 */
record PoolEventPublisher(ApplicationEventPublisher publisher, PoolStartupSteps steps,
		FailureLogger failureLogger) implements PoolListener {

	private static final Log logger = LogFactory.getLog(PoolEventPublisher.class);

	PoolEventPublisher(ApplicationEventPublisher publisher, PoolStartupSteps steps) {
		this(publisher, steps, new FailureLogger());
	}

	@Override
	public <T> T binding(TcpAcceptorPool pool, Supplier<T> bind) {
		return this.steps.bind(pool.name(), bind);
	}

	@Override
	public void paused(TcpAcceptorPool pool) {
		publish(new TcpServerPausedEvent(pool));
	}

	@Override
	public void resumed(TcpAcceptorPool pool) {
		publish(new TcpServerResumedEvent(pool));
	}

	@Override
	public void draining(TcpAcceptorPool pool) {
		publish(new TcpServerDrainingEvent(pool));
	}

	@Override
	public void stopped(TcpAcceptorPool pool) {
		publish(new TcpServerStoppedEvent(pool));
	}

	@Override
	public void refused(String pool, InetSocketAddress client, CloseReason reason, long others) {
		publish(new TcpConnectionRefusedEvent(pool, client, reason, others));
	}

	void publish(Object event) {
		try {
			this.publisher.publishEvent(event);
		}
		catch (RuntimeException ex) {
			this.failureLogger.error(logger,
					() -> "An event listener failed to handle a " + event.getClass().getSimpleName(), ex);
		}
	}

}
