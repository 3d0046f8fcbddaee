package io.netpool.tcp.test.reactive;

import io.netpool.tcp.TcpHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application with Spring WebFlux.
 */
@SpringBootApplication
class ReactiveApplication {

	@TcpHandler
	Mono<String> greet(String name) {
		return Mono.just("hello " + name);
	}

	@TcpHandler("COUNT")
	Flux<Integer> count(String request) {
		return Flux.range(1, 3);
	}

}
