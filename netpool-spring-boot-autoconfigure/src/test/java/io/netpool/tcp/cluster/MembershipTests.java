package io.netpool.tcp.cluster;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Membership}.
 */
class MembershipTests {

	private final List<String> events = new CopyOnWriteArrayList<>();

	private Membership membership(ClusterEngine engine) {
		return membership(engine, new FakeConnections(), Duration.ofMinutes(1));
	}

	private Membership membership(ClusterEngine engine, FakeConnections local, Duration lease) {
		EngineClock clock = new EngineClock();
		ClusterSettings settings = new ClusterSettings("test", Duration.ofSeconds(1), lease, 1000, false);
		return new Membership(settings, engine, local, clock, new Peers(FakeConnections.SELF, clock),
				new Labels(engine, local, clock, Runnable::run), new Membership.Events() {

					@Override
					public void received(byte[] message) {
					}

					@Override
					public void connected(String directory) {
						MembershipTests.this.events.add("connected");
					}

					@Override
					public void disconnected() {
						MembershipTests.this.events.add("disconnected");
					}

					@Override
					public void gone(List<String> instances) {
					}

				}, new ClusterThread("test"));
	}

	@Test
	void aConnectionThatIsLostWhileConnectingDoesNotCountAsConnected() {
		LosingEngine engine = new LosingEngine();
		Membership membership = membership(engine);
		membership.start();
		await().until(() -> engine.connects > 1);
		assertThat(membership.isConnected()).isFalse();
		assertThat(this.events).endsWith("disconnected");
		membership.stop();
	}

	@Test
	void labelsAreEnteredOnceMoreWithTheNextBeat() {
		FakeEngine engine = new FakeEngine();
		FakeConnections local = new FakeConnections();
		local.labels.add(new Label.Identity("name", "ann"));
		Membership membership = membership(engine, local, Duration.ofSeconds(3));
		membership.start();
		await().until(() -> Collections.frequency(engine.calls, "add i:4:name:s:ann") == 2);
		membership.stop();
	}

	@Test
	void anEngineThatIsBusyIsNotGone() {
		Membership membership = membership(new BusyEngine());
		assertThat(membership.start()).isNull();
		assertThat(membership.isConnected()).isTrue();
		membership.stop();
	}

	/**
	 * Answers a beat later than it is waited for, and others in the meantime.
	 */
	private static final class BusyEngine extends FakeEngine {

		private final CompletableFuture<Void> beaten = new CompletableFuture<>();

		private boolean beats;

		private int asked;

		@Override
		public CompletionStage<Pulse> beat(byte[] beat) {
			this.beats = true;
			return this.beaten.thenCompose((beaten) -> super.beat(beat));
		}

		@Override
		public long answered() {
			this.asked += this.beats ? 1 : 0;
			if (this.asked == 2) {
				this.beaten.complete(null);
			}
			return this.asked;
		}

	}

	/**
	 * Loses its connection at the first beat, and can't connect again.
	 */
	private static final class LosingEngine extends FakeEngine {

		private volatile int connects;

		private Listener listener;

		@Override
		public void connect(Listener created) {
			this.connects++;
			if (this.connects > 1) {
				throw new IllegalStateException("down");
			}
			this.listener = created;
		}

		@Override
		public CompletionStage<Pulse> beat(byte[] beat) {
			this.listener.disconnected();
			return super.beat(beat);
		}

	}

}
