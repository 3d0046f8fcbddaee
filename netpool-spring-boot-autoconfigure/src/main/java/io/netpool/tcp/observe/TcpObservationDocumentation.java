package io.netpool.tcp.observe;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * Documented observations of acceptor pools and of the cluster.
 *
 * @since 0.1.0
 */
public enum TcpObservationDocumentation implements ObservationDocumentation {

	/**
	 * Observation of a message, from the call of its handler until its last reply is
	 * known, also where the handler replies asynchronously.
	 */
	MESSAGE {

		@Override
		public String getName() {
			return "netpool.tcp.message";
		}

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultTcpMessageObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return new KeyName[] { LowCardinalityKeyNames.POOL, LowCardinalityKeyNames.OUTCOME,
					LowCardinalityKeyNames.EXCEPTION };
		}

	},

	/**
	 * Observation of a connection, from its establishment, with TLS after the handshake,
	 * until its {@code @TcpDisconnected} methods have returned.
	 */
	CONNECTION {

		@Override
		public String getName() {
			return "netpool.tcp.connection";
		}

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultTcpConnectionObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return new KeyName[] { LowCardinalityKeyNames.POOL, LowCardinalityKeyNames.REASON,
					LowCardinalityKeyNames.EXCEPTION };
		}

	},

	/**
	 * Observation of a message to connections of other instances, from the call that
	 * sends it until it is known what became of it there. Its trace is continued by
	 * {@link #CLUSTER_RECEIVE}.
	 */
	CLUSTER_SEND {

		@Override
		public String getName() {
			return "netpool.cluster.send";
		}

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return ClusterSendObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return new KeyName[] { LowCardinalityKeyNames.NAME, LowCardinalityKeyNames.OUTCOME,
					LowCardinalityKeyNames.EXCEPTION };
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return new KeyName[0];
		}

	},

	/**
	 * Observation of a message of another instance, while it is passed to connections of
	 * this one.
	 */
	CLUSTER_RECEIVE {

		@Override
		public String getName() {
			return "netpool.cluster.receive";
		}

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return ClusterReceiveObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return new KeyName[] { LowCardinalityKeyNames.NAME };
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return new KeyName[] { HighCardinalityKeyNames.SENDER };
		}

	};

	@Override
	public abstract String getName();

	@Override
	public KeyName[] getHighCardinalityKeyNames() {
		return new KeyName[] { HighCardinalityKeyNames.CONNECTION_ID, HighCardinalityKeyNames.PEER_ADDRESS };
	}

	/**
	 * Low cardinality keys, which are tags of timers and spans.
	 */
	public enum LowCardinalityKeyNames implements KeyName {

		/**
		 * Name of the pool.
		 */
		POOL {

			@Override
			public String asString() {
				return "pool";
			}

		},

		/**
		 * Outcome of a message: {@code success}, or {@code failure} if its handler threw
		 * an exception, whether or not an exception handler has handled it; {@code none}
		 * while the message is being handled. Of a message to other instances, as in the
		 * meter {@code netpool.cluster.sent}; {@code none} while it is under way.
		 */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		},

		/**
		 * Name of the cluster.
		 */
		NAME {

			@Override
			public String asString() {
				return "name";
			}

		},

		/**
		 * Close reason of a connection, as in the meter
		 * {@code netpool.tcp.connections.closed}; {@code none} while the connection is
		 * open.
		 */
		REASON {

			@Override
			public String asString() {
				return "reason";
			}

		},

		/**
		 * Simple class name of the exception that was thrown, or {@code none}.
		 */
		EXCEPTION {

			@Override
			public String asString() {
				return "exception";
			}

		}

	}

	/**
	 * High cardinality keys, which are tags of spans only.
	 */
	public enum HighCardinalityKeyNames implements KeyName {

		/**
		 * Id of the connection.
		 */
		CONNECTION_ID {

			@Override
			public String asString() {
				return "connection.id";
			}

		},

		/**
		 * IP address of the client.
		 */
		PEER_ADDRESS {

			@Override
			public String asString() {
				return "network.peer.address";
			}

		},

		/**
		 * Id of the instance that has sent a message to this one.
		 */
		SENDER {

			@Override
			public String asString() {
				return "sender";
			}

		}

	}

}
