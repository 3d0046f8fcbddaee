package io.netpool.tcp.server.simulation;

import java.util.ArrayList;
import java.util.List;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.server.ConnectionDirectory;
import io.netpool.tcp.server.EngineView;

/**
 * What netpool promises for claims: the connection that has claimed to be a device is the
 * only one, until another claims it.
 */
final class ClaimContract {

	private static final String KEY = "device";

	private static final int DEVICES = 2;

	private final Simulation simulation;

	private final ConnectionDirectory directory;

	private final List<Identification> identifications = new ArrayList<>();

	private int steps;

	ClaimContract(Simulation simulation, ConnectionDirectory directory) {
		this.simulation = simulation;
		this.directory = directory;
	}

	/**
	 * Called by a handler: identifies its connection.
	 */
	void identify(Conversation conversation, TcpConnection connection, boolean claims) {
		int device = conversation.number() % DEVICES;
		Identification identification = new Identification(conversation, connection, device, claims, this.steps++,
				isOpen(connection));
		this.identifications.add(identification);
		this.simulation.trace(conversation + (claims ? " claims " : " is identified by ") + device);
		if (claims) {
			connection.claim(KEY, device);
		}
		else {
			connection.identify(KEY, device);
		}
		identification.returned = this.steps++;
		this.simulation.trace(conversation + " is " + device);
		check(device);
		if (claims && isOpen(connection)) {
			checkOthers(identification);
		}
	}

	private static boolean isOpen(TcpConnection connection) {
		return Scheduler.current().quietly(() -> connection.isOpen() && !EngineView.isClosing(connection));
	}

	private List<TcpConnection> found(int device) {
		return Scheduler.current()
			.quietly(() -> ((TcpConnections) this.directory).identifiedBy(KEY, device).connections().toList());
	}

	/**
	 * Checks that every open connection is found that has identified itself.
	 */
	private void check(int device) {
		List<TcpConnection> found = found(device);
		for (Identification identification : this.identifications) {
			if (identification.device == device && identification.hasReturned() && isOpen(identification.connection)
					&& !found.contains(identification.connection)) {
				violation(identification.conversation + " is open, and not found as device " + device);
			}
		}
	}

	/**
	 * Checks that no connection is found that had identified itself before the claim.
	 */
	private void checkOthers(Identification claim) {
		List<TcpConnection> found = found(claim.device);
		for (Identification other : this.identifications) {
			if (other.connection != claim.connection && found.contains(other.connection)
					&& this.identifications.stream()
						.noneMatch((later) -> later.connection == other.connection && later.isAtOrAfter(claim))) {
				violation(other.conversation + " is found as device " + claim.device + ", which " + claim.conversation
						+ " has claimed");
			}
		}
	}

	/**
	 * Called when a connection is disconnected.
	 */
	void disconnected(Conversation conversation, CloseReason reason) {
		for (int device = 0; device < DEVICES; device++) {
			check(device);
		}
		if (reason == CloseReason.REPLACED && !mayBeReplaced(conversation)) {
			violation(conversation + " was replaced, and nobody has claimed its device since");
		}
	}

	private boolean mayBeReplaced(Conversation conversation) {
		int device = conversation.number() % DEVICES;
		Identification last = null;
		for (Identification identification : this.identifications) {
			if (identification.conversation == conversation && identification.wasOpen) {
				last = identification;
			}
		}
		Identification identified = last;
		return identified != null && this.identifications.stream()
			.anyMatch((claim) -> claim.claims && claim.conversation != conversation && claim.device == device
					&& claim.isAtOrAfter(identified));
	}

	/**
	 * Checks everything that has become of claims.
	 */
	void checkAtRest() {
		for (int device = 0; device < DEVICES; device++) {
			check(device);
			int claimed = device;
			List<Identification> claims = this.identifications.stream()
				.filter((claim) -> claim.claims && claim.wasOpen && claim.device == claimed)
				.toList();
			if (!claims.isEmpty()
					&& claims.stream().allMatch((claim) -> claim.conversation.reason() == CloseReason.REPLACED)) {
				violation("All connections that have claimed device " + device + " were replaced");
			}
		}
	}

	private void violation(String what) {
		this.simulation.violation(what);
	}

	/**
	 * A call that identifies a connection.
	 */
	private static final class Identification {

		private final Conversation conversation;

		private final TcpConnection connection;

		private final int device;

		private final boolean claims;

		private final int called;

		/**
		 * Whether the connection was open when it was called.
		 */
		private final boolean wasOpen;

		private int returned;

		Identification(Conversation conversation, TcpConnection connection, int device, boolean claims, int called,
				boolean wasOpen) {
			this.conversation = conversation;
			this.connection = connection;
			this.device = device;
			this.claims = claims;
			this.called = called;
			this.wasOpen = wasOpen;
		}

		boolean hasReturned() {
			return this.returned > 0;
		}

		/**
		 * Returns whether this may have been at the same time as another, or later.
		 */
		boolean isAtOrAfter(Identification other) {
			return !hasReturned() || this.returned > other.called;
		}

	}

}
