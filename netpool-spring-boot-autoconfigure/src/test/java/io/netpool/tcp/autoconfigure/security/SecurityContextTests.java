package io.netpool.tcp.autoconfigure.security;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpDisconnected;
import io.netpool.tcp.TcpExceptionHandler;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.autoconfigure.NetpoolAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.method.configuration.EnableReactiveMethodSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.core.context.SecurityContextImpl;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Handlers of clients that have logged in with Spring Security.
 */
class SecurityContextTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(NetpoolAutoConfiguration.class, NetpoolSecurityAutoConfiguration.class))
		.withUserConfiguration(Security.class)
		.withBean(Devices.class)
		.withBean(Service.class)
		.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.framing.mode=line",
				"netpool.tcp.authentication.required=true");

	static List<String> executions() {
		return (Runtime.version().feature() >= 21) ? List.of("platform", "event-loop", "virtual")
				: List.of("platform", "event-loop");
	}

	private ApplicationContextRunner runner(String execution) {
		return this.runner.withPropertyValues("netpool.tcp.handler.execution=" + execution);
	}

	private static TestClient login(ApplicationContext context, String name) {
		TestClient client = TestClient.connect(context);
		assertThat(client.readLine()).isEqualTo("hello nobody");
		assertThat(client.sendLine("LOGIN " + name).readLine()).isEqualTo("welcome " + name);
		return client;
	}

	@AfterEach
	void disableAutomaticContextPropagation() {
		Hooks.disableAutomaticContextPropagation();
	}

	@ParameterizedTest
	@MethodSource("executions")
	void theLoginIsTheSecurityContextOfEachLaterMessage(String execution) {
		runner(execution).run((context) -> {
			try (TestClient ann = login(context, "ann"); TestClient ben = login(context, "ben")) {
				assertThat(ann.sendLine("WHO").readLine()).isEqualTo("ann");
				assertThat(ben.sendLine("WHO").readLine()).isEqualTo("ben");
				assertThat(ann.sendLine("WHO").readLine()).isEqualTo("ann");
			}
		});
	}

	@ParameterizedTest
	@MethodSource("executions")
	void itIsThatOfTheDisconnectedMethodToo(String execution) {
		runner(execution).run((context) -> {
			login(context, "ann").close();
			assertThat(context.getBean(Devices.class).nextDisconnected()).isEqualTo("ann");
		});
	}

	@ParameterizedTest
	@MethodSource("executions")
	void itIsThatOfAnExceptionHandlerToo(String execution) {
		runner(execution).run((context) -> {
			try (TestClient ann = login(context, "ann")) {
				assertThat(ann.sendLine("FAIL").readLine()).isEqualTo("failed ann");
				assertThat(ann.sendLine("FAIL-LATER").readLine()).isEqualTo("failed ann");
			}
		});
	}

	/**
	 * Of one thread, so that the next client has the thread of the one before.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "WHO", "SET", "FAIL", "LATER", "STREAM" })
	void aThreadKeepsNoSecurityContext(String last) {
		this.runner
			.withPropertyValues("netpool.tcp.handler.execution=platform", "netpool.tcp.handler.threads=1",
					"netpool.tcp.io.threads=1")
			.run((context) -> {
				try (TestClient ann = login(context, "ann"); TestClient stranger = TestClient.connect(context)) {
					assertThat(stranger.readLine()).isEqualTo("hello nobody");
					ann.sendLine(last).readLine();
					assertThat(stranger.sendLine("ANONYMOUS").readLine()).isEqualTo("nobody");
				}
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "handler.threads=1", "handler.execution=event-loop" })
	void norOneThatTheHandlerOfAnAnonymousClientHasSet(String execution) {
		this.runner.withPropertyValues("netpool.tcp." + execution, "netpool.tcp.io.threads=1").run((context) -> {
			try (TestClient one = TestClient.connect(context); TestClient two = TestClient.connect(context)) {
				assertThat(one.readLine()).isEqualTo("hello nobody");
				assertThat(two.readLine()).isEqualTo("hello nobody");
				assertThat(one.sendLine("LEAK").readLine()).isEqualTo("set");
				assertThat(two.sendLine("ANONYMOUS").readLine()).isEqualTo("nobody");
			}
		});
	}

	@ParameterizedTest
	@MethodSource("executions")
	void aReplyThatComesLaterIsConvertedWithIt(String execution) {
		runner(execution).run((context) -> {
			try (TestClient ann = login(context, "ann")) {
				assertThat(ann.sendLine("LATER").readLine()).isEqualTo("ann");
			}
		});
	}

	@ParameterizedTest
	@MethodSource("executions")
	void monoAndFluxHaveItInTheirContext(String execution) {
		runner(execution).run((context) -> {
			try (TestClient ann = login(context, "ann")) {
				assertThat(ann.sendLine("MONO").readLine()).isEqualTo("ann");
				assertThat(ann.sendLine("STREAM").receive(12)).isEqualTo("1 ann\n2 ann\n");
			}
		});
	}

	@Test
	void whereReactorPropagatesContextTheirOperatorsHaveItOnAnyThread() {
		Hooks.enableAutomaticContextPropagation();
		this.runner.run((context) -> {
			try (TestClient ann = login(context, "ann")) {
				assertThat(ann.sendLine("ELSEWHERE").readLine()).isEqualTo("ann");
			}
		});
	}

	@ParameterizedTest
	@MethodSource("executions")
	void methodSecurityProtectsHandlersAndServices(String execution) {
		runner(execution).run((context) -> {
			try (TestClient ann = login(context, "ann"); TestClient admin = login(context, "admin")) {
				assertThat(ann.sendLine("RESTART").readLine()).isEqualTo("denied to ann");
				assertThat(ann.sendLine("COUNT").readLine()).isEqualTo("denied to ann");
				assertThat(admin.sendLine("RESTART").readLine()).isEqualTo("restarting");
				assertThat(admin.sendLine("COUNT").readLine()).isEqualTo("42");
			}
		});
	}

	@Test
	void reactiveMethodSecurityProtectsThemToo() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(NetpoolAutoConfiguration.class, NetpoolSecurityAutoConfiguration.class))
			.withUserConfiguration(ReactiveSecurity.class)
			.withBean(ReactiveService.class)
			.withBean(Reactive.class)
			.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.framing.mode=line")
			.run((context) -> {
				try (TestClient client = TestClient.connect(context)) {
					assertThat(client.sendLine("LOGIN DEVICE").readLine()).isEqualTo("OK");
					assertThat(client.sendLine("COUNT").readLine()).isEqualTo("denied");
					assertThat(client.sendLine("LOGIN ADMIN").readLine()).isEqualTo("OK");
					assertThat(client.sendLine("COUNT").readLine()).isEqualTo("42");
				}
			});
	}

	@Test
	void aLoginThatFailsGoesToItsExceptionHandler() {
		this.runner.run((context) -> {
			try (TestClient client = TestClient.connect(context)) {
				assertThat(client.readLine()).isEqualTo("hello nobody");
				assertThat(client.sendLine("LOGIN mallory").receiveRest()).isEqualTo("who is mallory?\n");
			}
		});
	}

	@Test
	void aPrincipalOfAnotherKindIsInNoSecurityContext() {
		this.runner.run((context) -> {
			try (TestClient client = TestClient.connect(context)) {
				assertThat(client.readLine()).isEqualTo("hello nobody");
				assertThat(client.sendLine("PLAIN").readLine()).isEqualTo("plain");
				assertThat(client.sendLine("WHO").readLine()).isEqualTo("nobody");
			}
		});
	}

	@Test
	void theStrategyOfTheApplicationIsUsed() {
		OwnStrategy strategy = new OwnStrategy();
		this.runner.withBean(SecurityContextHolderStrategy.class, () -> strategy).run((context) -> {
			try (TestClient ann = login(context, "ann")) {
				assertThat(ann.sendLine("WHO").readLine()).isEqualTo("nobody");
				assertThat(ann.sendLine("MONO").readLine()).isEqualTo("ann");
			}
			assertThat(strategy.names).contains("ann");
		});
	}

	@Test
	void withoutReactorItServes() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(NetpoolAutoConfiguration.class, NetpoolSecurityAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("reactor.core.publisher"))
			.run((context) -> assertThat(context).hasSingleBean(SecurityContextDecorator.class)
				.doesNotHaveBean(SecurityContextPublisherDecorator.class));
	}

	@Test
	void withoutSpringSecurityThereIsNothingOfIt() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(NetpoolAutoConfiguration.class, NetpoolSecurityAutoConfiguration.class))
			.withBean(Reactive.class)
			.withBean(ReactiveService.class)
			.withPropertyValues("netpool.tcp.port=0")
			.withClassLoader(new FilteredClassLoader("org.springframework.security.core.context"))
			.run((context) -> assertThat(context).doesNotHaveBean(NetpoolSecurityAutoConfiguration.class));
	}

	private static String user() {
		return name(SecurityContextHolder.getContext().getAuthentication());
	}

	private static String name(Authentication authentication) {
		return (authentication != null) ? authentication.getName() : "nobody";
	}

	@Configuration(proxyBeanMethods = false)
	@EnableMethodSecurity
	static class Security {

		@Bean
		AuthenticationManager authenticationManager() {
			return (authentication) -> {
				String name = authentication.getName();
				if (name.equals("mallory")) {
					throw new BadCredentialsException(name);
				}
				return UsernamePasswordAuthenticationToken.authenticated(name, null,
						AuthorityUtils.createAuthorityList(name.equals("admin") ? "ROLE_ADMIN" : "ROLE_DEVICE"));
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableReactiveMethodSecurity
	static class ReactiveSecurity {

	}

	static class Devices {

		private final BlockingQueue<String> disconnected = new LinkedBlockingQueue<>();

		private final Executor executor = new SimpleAsyncTaskExecutor();

		private final AuthenticationManager authenticationManager;

		private final Service service;

		Devices(AuthenticationManager authenticationManager, Service service) {
			this.authenticationManager = authenticationManager;
			this.service = service;
		}

		@TcpConnected
		String connected() {
			return "hello " + user();
		}

		@TcpHandler(route = "LOGIN", permitAll = true)
		String login(String message, TcpConnection connection) {
			Authentication request = UsernamePasswordAuthenticationToken.unauthenticated(message.split(" ")[1], "");
			connection.principal(this.authenticationManager.authenticate(request));
			return "welcome " + connection.principal().getName();
		}

		@TcpHandler(route = "PLAIN", permitAll = true)
		String plain(TcpConnection connection) {
			connection.principal(() -> "plain");
			return "plain";
		}

		@TcpHandler(route = "ANONYMOUS", permitAll = true)
		String anonymous() {
			return user();
		}

		@TcpHandler(route = { "LEAK", "SET" }, permitAll = true)
		String set() {
			SecurityContextHolder.getContext()
				.setAuthentication(UsernamePasswordAuthenticationToken.authenticated("left", null, List.of()));
			return "set";
		}

		@TcpHandler("WHO")
		String who() {
			return user();
		}

		@TcpHandler("FAIL")
		String fail() {
			throw new IllegalStateException();
		}

		@TcpHandler("FAIL-LATER")
		CompletionStage<String> failLater() {
			return CompletableFuture.supplyAsync(() -> {
				throw new IllegalStateException();
			}, this.executor);
		}

		@TcpHandler("LATER")
		CompletionStage<Object> later() {
			// a stream is read on the lane
			return CompletableFuture.supplyAsync(() -> Stream.generate(SecurityContextTests::user).limit(1),
					this.executor);
		}

		@TcpHandler("MONO")
		Mono<String> mono() {
			return ReactiveSecurityContextHolder.getContext()
				.map(SecurityContext::getAuthentication)
				.map(Authentication::getName)
				.publishOn(Schedulers.parallel());
		}

		@TcpHandler("STREAM")
		Flux<String> stream() {
			return Flux.range(1, 2)
				.publishOn(Schedulers.parallel())
				.concatMap((number) -> mono().map((name) -> number + " " + name));
		}

		@TcpHandler("ELSEWHERE")
		Mono<String> elsewhere() {
			return Mono.just("").publishOn(Schedulers.parallel()).map((nothing) -> user());
		}

		@TcpHandler("RESTART")
		@PreAuthorize("hasRole('ADMIN')")
		String restart() {
			return "restarting";
		}

		@TcpHandler("COUNT")
		String count() {
			return this.service.count();
		}

		String nextDisconnected() throws InterruptedException {
			return this.disconnected.poll(10, TimeUnit.SECONDS);
		}

		@TcpDisconnected
		void disconnected() {
			this.disconnected.add(user());
		}

		@TcpExceptionHandler
		String failed(IllegalStateException failure) {
			return "failed " + user();
		}

		@TcpExceptionHandler
		String denied(AccessDeniedException failure) {
			return "denied to " + user();
		}

		@TcpExceptionHandler
		String refused(AuthenticationException failure, TcpConnection connection) {
			connection.close();
			return "who is " + failure.getMessage() + "?";
		}

	}

	static class Service {

		@PreAuthorize("hasRole('ADMIN')")
		String count() {
			return "42";
		}

	}

	static class Reactive {

		private final ReactiveService service;

		Reactive(ReactiveService service) {
			this.service = service;
		}

		@TcpHandler("LOGIN")
		String login(String message, TcpConnection connection) {
			connection.principal(UsernamePasswordAuthenticationToken.authenticated("ann", null,
					AuthorityUtils.createAuthorityList("ROLE_" + message.split(" ")[1])));
			return "OK";
		}

		@TcpHandler("COUNT")
		Mono<String> count() {
			return this.service.count();
		}

		@TcpExceptionHandler
		String denied(AccessDeniedException failure) {
			return "denied";
		}

	}

	static class ReactiveService {

		@PreAuthorize("hasRole('ADMIN')")
		Mono<String> count() {
			return Mono.just("42");
		}

	}

	/**
	 * One that the handlers here do not ask.
	 */
	static class OwnStrategy implements SecurityContextHolderStrategy {

		private final BlockingQueue<String> names = new LinkedBlockingQueue<>();

		private final ThreadLocal<SecurityContext> current = new ThreadLocal<>();

		@Override
		public void clearContext() {
			this.current.remove();
		}

		@Override
		public SecurityContext getContext() {
			SecurityContext context = this.current.get();
			return (context != null) ? context : createEmptyContext();
		}

		@Override
		public void setContext(SecurityContext context) {
			this.names.add(context.getAuthentication().getName());
			this.current.set(context);
		}

		@Override
		public SecurityContext createEmptyContext() {
			return new SecurityContextImpl();
		}

	}

}
