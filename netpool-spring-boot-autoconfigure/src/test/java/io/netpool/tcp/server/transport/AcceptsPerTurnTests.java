package io.netpool.tcp.server.transport;

import java.util.ArrayList;
import java.util.List;

import io.netty.channel.ChannelOption;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AcceptsPerTurnTests {

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private final AcceptsPerTurn accepts = new AcceptsPerTurn();

	@SuppressWarnings("deprecation")
	private final ExtendedHandle handle = (ExtendedHandle) this.accepts.newHandle();

	private int waiting;

	private int accepted;

	/**
	 * How often the system was asked for a connection.
	 */
	private int asked;

	@AfterEach
	void close() {
		this.channel.finishAndReleaseAll();
	}

	@Test
	void hardlyEverAsksForMoreWhereConnectionsComeAlone() {
		for (int i = 0; i < 900; i++) {
			arrive(1);
			turn();
		}
		assertThat(this.accepted).isEqualTo(900);
		assertThat(this.asked).isBetween(901, 1000);
	}

	@Test
	void acceptsTwiceAsManyInEachTurnOfABurst() {
		for (int i = 0; i < AcceptsPerTurn.LONE_CONNECTIONS; i++) {
			arrive(1);
			turn();
		}
		arrive(1000);
		assertThat(turns(8)).containsExactly(2, 4, 8, 16, 32, 64, 64, 64);
	}

	@Test
	void acceptsAsManyAsHaveLatelyComeTogether() {
		arrive(1000);
		turns(8 + 6);
		this.waiting = 0;
		arrive(5);
		assertThat(turn()).isEqualTo(5);
		this.asked = 0;
		arrive(5);
		assertThat(turn()).isEqualTo(5);
		assertThat(this.asked).isEqualTo(5);
	}

	@Test
	void acceptsAllThatWait() {
		this.accepts.acceptAll();
		arrive(100);
		assertThat(turns(3)).containsExactly(64, 36, 0);
	}

	@Test
	@SuppressWarnings("deprecation")
	void acceptsNoMoreThanAMaximumThatIsSet() {
		this.channel.config().setRecvByteBufAllocator(this.accepts);
		this.channel.config().setOption(ChannelOption.MAX_MESSAGES_PER_READ, 10);
		this.accepts.acceptAll();
		arrive(25);
		assertThat(turns(3)).containsExactly(10, 10, 5);
	}

	@Test
	void stopsWhereAcceptingPauses() {
		this.accepts.acceptAll();
		this.channel.config().setAutoRead(false);
		arrive(100);
		assertThat(turns(2)).containsExactly(1, 1);
	}

	private void arrive(int connections) {
		this.waiting += connections;
	}

	private List<Integer> turns(int count) {
		List<Integer> accepted = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			accepted.add(turn());
		}
		return accepted;
	}

	/**
	 * Accepts as the native transports of Netty do.
	 */
	private int turn() {
		int before = this.accepted;
		this.handle.reset(this.channel.config());
		do {
			this.asked++;
			if (this.waiting == 0) {
				break;
			}
			this.waiting--;
			this.accepted++;
			this.handle.incMessagesRead(1);
		}
		while (this.handle.continueReading());
		this.handle.readComplete();
		return this.accepted - before;
	}

}
