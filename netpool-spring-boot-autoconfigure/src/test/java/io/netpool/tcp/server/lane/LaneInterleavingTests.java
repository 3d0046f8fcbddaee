package io.netpool.tcp.server.lane;

import io.netpool.tcp.TcpReply;
import io.netpool.tcp.interleaving.Interleaved;
import org.junit.jupiter.api.Test;

/**
 * Checks that a lane loses, repeats and reorders nothing, is run by one thread at a time,
 * and ends, in whatever order its event loop, its runners, and the threads that complete
 * replies take their steps.
 */
@Interleaved
class LaneInterleavingTests {

	@Test
	void messagesThatArriveWhileItRunsAreHandledInOrder() {
		LaneModel model = new LaneModel(4, 100, false, LaneModel::echo);
		model.open();
		model.receive(1);
		model.receive(1);
		model.finish();
		model.end();
		model.assertAllHandled();
	}

	@Test
	void connectedIsToldFirstAndDisconnectedLast() {
		LaneModel model = new LaneModel(4, 100, true, LaneModel::echo);
		model.open();
		model.receive(1);
		model.finish();
		model.end();
		model.assertAllHandled();
	}

	@Test
	void readingGoesOnWhenAFullLaneHasRoom() {
		LaneModel model = new LaneModel(1, 100, false, LaneModel::echo);
		model.open();
		model.receive(3);
		model.finish();
		model.end();
		model.assertAllHandled();
	}

	@Test
	void aStalledLaneGoesOnWhenItsClientReads() {
		LaneModel model = new LaneModel(4, 0, false, LaneModel::echo);
		model.open();
		model.receive(3);
		model.finish();
		model.end();
		model.assertAllHandled();
	}

	@Test
	void aRestingLaneGoesOnAfterItsReply() {
		LaneModel[] model = new LaneModel[1];
		model[0] = new LaneModel(4, 100, false,
				(message) -> (message == 1) ? model[0].later(TcpReply.of(message)) : TcpReply.of(message));
		model[0].open();
		model[0].receive(2);
		model[0].finish();
		model[0].end();
		model[0].assertAllHandled();
	}

	@Test
	void aReplyMayBeLateMoreThanOnce() {
		LaneModel[] model = new LaneModel[1];
		model[0] = new LaneModel(4, 100, false, (message) -> model[0]
			.later(TcpReply.next(() -> model[0].later(TcpReply.next(() -> TcpReply.of(message))))));
		model[0].open();
		model[0].receive(1);
		model[0].finish();
		model[0].end();
		model[0].assertAllHandled();
	}

	@Test
	void aLaneWhoseConnectionIsLostEndsWhereverItIs() {
		LaneModel model = new LaneModel(4, 0, true, LaneModel::echo);
		model.open();
		model.receive(2);
		model.lose();
		model.end();
		model.assertEnded();
	}

	@Test
	void aLaneWithoutConnectionEventsEndsOnce() {
		LaneModel model = new LaneModel(4, 100, false, LaneModel::echo);
		model.open();
		model.receive(1);
		model.lose();
		model.end();
		model.assertEnded();
	}

	@Test
	void aLaneWhoseConnectionIsLostEndsAfterItsLateReply() {
		LaneModel[] model = new LaneModel[1];
		model[0] = new LaneModel(4, 100, true, (message) -> model[0].later(TcpReply.of(message)));
		model[0].open();
		model[0].receive(1);
		model[0].lose();
		model[0].end();
		model[0].assertEnded();
	}

	@Test
	void aLaneThatAnotherThreadAbortsEnds() {
		LaneModel model = new LaneModel(1, 0, true, LaneModel::echo);
		model.open();
		model.abortElsewhere();
		model.receive(2);
		model.end();
		model.assertEnded();
	}

}
