package io.netpool.tcp.handler.reply;

import org.reactivestreams.Publisher;

/**
 * Decorates the publishers that handler methods return, for example with the context of
 * the handler, which their subscribers run without.
 */
@FunctionalInterface
public interface PublisherDecorator {

	/**
	 * Decorates a publisher. Called on the lane, in the scopes of the message.
	 * @param publisher publisher that a handler method has returned
	 * @return the publisher to subscribe to
	 */
	Publisher<?> decorate(Publisher<?> publisher);

}
