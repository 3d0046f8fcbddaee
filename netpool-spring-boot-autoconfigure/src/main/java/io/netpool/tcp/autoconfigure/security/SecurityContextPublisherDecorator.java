package io.netpool.tcp.autoconfigure.security;

import io.netpool.tcp.handler.reply.PublisherDecorator;
import org.reactivestreams.Publisher;
import reactor.core.CorePublisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/**
 * Writes the {@link SecurityContext} of a handler into the Reactor context of what it
 * returns: for {@link ReactiveSecurityContextHolder}, and for the automatic context
 * propagation of Reactor, which restores {@code SecurityContextHolder} from it.
 *
 * @param strategy holds the security context of the current thread
 */
record SecurityContextPublisherDecorator(SecurityContextHolderStrategy strategy) implements PublisherDecorator {

	/**
	 * The key of {@code SecurityContextHolderThreadLocalAccessor}.
	 */
	private static final String THREAD_LOCAL = SecurityContext.class.getName();

	@Override
	public Publisher<?> decorate(Publisher<?> publisher) {
		SecurityContext context = this.strategy.getContext();
		if (context.getAuthentication() == null || !(publisher instanceof CorePublisher)) {
			return publisher;
		}
		Context written = ReactiveSecurityContextHolder.withSecurityContext(Mono.just(context))
			.put(THREAD_LOCAL, context);
		return Flux.from(publisher).contextWrite(written);
	}

}
