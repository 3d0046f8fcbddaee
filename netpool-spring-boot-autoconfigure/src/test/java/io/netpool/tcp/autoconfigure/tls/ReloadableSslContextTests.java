package io.netpool.tcp.autoconfigure.tls;

import io.netpool.tcp.server.settings.TlsReloadCounter;
import io.netty.handler.ssl.SslContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ReloadableSslContextTests {

	private final SslContext initial = Mockito.mock(SslContext.class);

	private final TlsReloadCounter reloads = new TlsReloadCounter();

	private final ReloadableSslContext context = new ReloadableSslContext("The certificate", this.reloads,
			this.initial);

	@Test
	void aReloadReplacesTheContext(CapturedOutput output) {
		SslContext renewed = Mockito.mock(SslContext.class);
		this.context.reload(() -> renewed);
		assertThat(this.context.get()).isSameAs(renewed);
		assertThat(this.reloads.count(true)).isOne();
		assertThat(this.reloads.count(false)).isZero();
		assertThat(output).contains("The certificate was reloaded; new connections use it");
	}

	@ParameterizedTest
	@ValueSource(classes = { IllegalArgumentException.class, OutOfMemoryError.class })
	void aFailedReloadIsLoggedAndCountedAndThePreviousContextStays(Class<? extends Throwable> failure,
			CapturedOutput output) {
		this.context.reload(() -> {
			if (failure == OutOfMemoryError.class) {
				throw new OutOfMemoryError();
			}
			throw new IllegalArgumentException();
		});
		assertThat(this.context.get()).isSameAs(this.initial);
		assertThat(this.reloads.count(false)).isOne();
		assertThat(this.reloads.count(true)).isZero();
		assertThat(output).contains("The certificate could not be reloaded; the previous certificate stays in use")
			.contains(failure.getName());
	}

}
