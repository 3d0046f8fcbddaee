package io.netpool.tcp.autoconfigure;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import io.netpool.tcp.autoconfigure.properties.HandlerExecution;
import io.netpool.tcp.autoconfigure.properties.InvalidSettingException;
import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import io.netpool.tcp.autoconfigure.properties.PropertyNames;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.server.settings.HandlerThreads;
import io.netpool.tcp.server.settings.LeaderSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HandlerThreadsFactoryTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void onTheEventLoopThereAreNoThreads() {
		assertThat(threads(HandlerExecution.EVENT_LOOP, 1)).isNull();
	}

	@Test
	void platformThreadsHaveThePoolsName() {
		assertThat(nameOfAThread(HandlerExecution.PLATFORM)).startsWith("netpool-admin-handler-");
	}

	@Test
	void platformThreadsAreNotVirtual() {
		assertThat(isVirtual(HandlerExecution.PLATFORM)).isFalse();
	}

	@Test
	void thereAreNoMorePlatformThreadsThanAreSet() {
		HandlerThreads threads = threads(HandlerExecution.PLATFORM, 2).get();
		CountDownLatch released = new CountDownLatch(1);
		try {
			threads.execute(() -> await(released));
			threads.execute(() -> await(released));
			assertThatExceptionOfType(RejectedExecutionException.class)
				.isThrownBy(() -> threads.execute(() -> await(released)));
		}
		finally {
			released.countDown();
			threads.close();
		}
	}

	@Test
	void aPoolThatIsStartedAgainHasNewThreads() {
		Supplier<HandlerThreads> threads = threads(HandlerExecution.PLATFORM, 1);
		threads.get().close();
		HandlerThreads second = threads.get();
		assertThat(CompletableFuture.runAsync(() -> {
		}, second::execute)).succeedsWithin(Duration.ofSeconds(10));
		second.close();
	}

	@Test
	void autoIsPlatformThreads() {
		assertThat(isVirtual(HandlerExecution.AUTO)).isFalse();
	}

	@Test
	@EnabledForJreRange(max = JRE.JAVA_20)
	void autoIsPlatformThreadsBeforeJava21WhateverTheApplicationSets() {
		this.environment.setProperty("spring.threads.virtual.enabled", "true");
		assertThat(isVirtual(HandlerExecution.AUTO)).isFalse();
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void autoIsVirtualThreadsWhereTheApplicationIsForThem() {
		this.environment.setProperty("spring.threads.virtual.enabled", "true");
		assertThat(isVirtual(HandlerExecution.AUTO)).isTrue();
	}

	@Test
	@EnabledForJreRange(max = JRE.JAVA_20)
	void virtualThreadsAreRefusedBeforeJava21() {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> threads(HandlerExecution.VIRTUAL, 1))
			.withMessage("Setting 'netpool.tcp.pools.admin.handler.execution' has the value 'virtual', "
					+ "which needs Java 21 or later, but this is Java " + Runtime.version().feature())
			.satisfies((ex) -> assertThat(ex.remedy())
				.isEqualTo("Run the application on a later version of Java, or set it to platform."));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void virtualThreadsAreVirtualWithoutAnythingElseSet() {
		assertThat(isVirtual(HandlerExecution.VIRTUAL)).isTrue();
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void virtualThreadsHaveThePoolsName() {
		assertThat(nameOfAThread(HandlerExecution.VIRTUAL)).startsWith("netpool-admin-handler-");
	}

	@Test
	void withSeveralPlatformThreadsIoThreadsRunBriefHandlers() {
		assertThat(factory(HandlerExecution.PLATFORM, 2).leaders()).isSameAs(LeaderSettings.DEFAULT);
		assertThat(factory(HandlerExecution.AUTO, 2).leaders()).isSameAs(LeaderSettings.DEFAULT);
		assertThat(factory(HandlerExecution.PLATFORM, 1).leaders()).isNull();
		assertThat(factory(HandlerExecution.VIRTUAL, 2).leaders()).isNull();
		assertThat(factory(HandlerExecution.EVENT_LOOP, 2).leaders()).isNull();
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void withVirtualThreadsIoThreadsRunNoHandlers() {
		this.environment.setProperty("spring.threads.virtual.enabled", "true");
		assertThat(factory(HandlerExecution.AUTO, 2).leaders()).isNull();
	}

	private Supplier<HandlerThreads> threads(HandlerExecution execution, int max) {
		return factory(execution, max).create();
	}

	private HandlerThreadsFactory factory(HandlerExecution execution, int max) {
		return new HandlerThreadsFactory("admin",
				new PoolProperties.Handler(execution, max, 1, null, false, Duration.ZERO, false),
				new SettingChecks(PropertyNames.of("admin"), this.environment), this.environment);
	}

	private String nameOfAThread(HandlerExecution execution) {
		return onAThread(execution, () -> Thread.currentThread().getName());
	}

	private boolean isVirtual(HandlerExecution execution) {
		// the name by which Java tells it, which Java 17 can't ask for
		return onAThread(execution, () -> Thread.currentThread().getThreadGroup().getName()).equals("VirtualThreads");
	}

	private String onAThread(HandlerExecution execution, Supplier<String> question) {
		HandlerThreads threads = threads(execution, 1).get();
		try {
			return CompletableFuture.supplyAsync(question, threads::execute).join();
		}
		finally {
			threads.close();
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
