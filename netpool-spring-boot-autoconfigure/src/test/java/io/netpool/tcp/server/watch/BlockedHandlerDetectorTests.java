package io.netpool.tcp.server.watch;

import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.server.lane.HandlerTimes;
import io.netpool.tcp.server.lane.Lane;
import io.netpool.tcp.server.lane.LaneOwner;
import io.netpool.tcp.server.lane.LaneScheduler;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BlockedHandlerDetectorTests {

	private final List<WatchedLane> lanes = new ArrayList<>();

	private final BlockedHandlerDetector detector = new BlockedHandlerDetector(() -> this.lanes,
			Duration.ofNanos(Long.MAX_VALUE), new LongAdder());

	@Test
	void aConnectionThatHasGoneSinceACheckIsNotKept() {
		WeakReference<Lane> lane = awaitReply();
		this.detector.check(0);
		this.lanes.clear();
		Awaitility.await().untilAsserted(() -> {
			System.gc();
			assertThat(lane.get()).isNull();
		});
	}

	/**
	 * Create a lane that awaits the reply to a message. Mocks would keep what they are
	 * called with.
	 */
	private WeakReference<Lane> awaitReply() {
		TcpEndpoint endpoint = proxy(TcpEndpoint.class, "message", TcpReply.later(new CompletableFuture<>()));
		LaneOwner owner = proxy(LaneOwner.class, "handlerTimes", new HandlerTimes());
		Lane lane = new Lane(owner, proxy(LaneScheduler.class, "ready", null), endpoint, 1);
		lane.open();
		lane.put("hello");
		lane.publish();
		lane.run(() -> {
		});
		assertThat(lane.isResting()).isTrue();
		this.lanes.add(new Watched(lane));
		return new WeakReference<>(lane);
	}

	/**
	 * Create what returns a value from one method, and nothing or {@code false} from
	 * others.
	 */
	private static <T> T proxy(Class<T> type, String method, @Nullable Object value) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, called, arguments) -> called.getName().equals(method) ? value
						: (called.getReturnType() == boolean.class) ? false : null));
	}

	private record Watched(Lane lane) implements WatchedLane {

		@Override
		public String label() {
			return "lane";
		}

	}

}
