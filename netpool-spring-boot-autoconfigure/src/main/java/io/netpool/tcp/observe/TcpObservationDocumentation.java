package io.netpool.tcp.observe;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations of an acceptor pool.
 *
 * @since 0.1.0
 */
public enum TcpObservationDocumentation implements ObservationDocumentation {

	/**
	 * A message, from the moment its lane gives it to the handler until its last reply is
	 * known, also if that comes later.
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
	 * A connection, from the moment it is established, with TLS after the handshake,
	 * until its end was told.
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

	};

	@Override
	public abstract String getName();

	@Override
	public KeyName[] getHighCardinalityKeyNames() {
		return HighCardinalityKeyNames.values();
	}

	/**
	 * Keys with few values, which are tags of meters, too.
	 */
	public enum LowCardinalityKeyNames implements KeyName {

		/**
		 * The name of the pool.
		 */
		POOL {

			@Override
			public String asString() {
				return "pool";
			}

		},

		/**
		 * What became of a message: {@code success}, or {@code failure} if something was
		 * thrown, also if an exception handler has handled it; {@code none} while it is
		 * being handled.
		 */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		},

		/**
		 * Why a connection ended, as the meter {@code netpool.tcp.connections.closed} has
		 * it; {@code none} while it is open.
		 */
		REASON {

			@Override
			public String asString() {
				return "reason";
			}

		},

		/**
		 * The simple name of the class of what was thrown, {@code none} if nothing was.
		 */
		EXCEPTION {

			@Override
			public String asString() {
				return "exception";
			}

		}

	}

	/**
	 * Keys with very many values, which only spans have.
	 */
	public enum HighCardinalityKeyNames implements KeyName {

		/**
		 * The connection's id.
		 */
		CONNECTION_ID {

			@Override
			public String asString() {
				return "connection.id";
			}

		},

		/**
		 * The client's IP address.
		 */
		PEER_ADDRESS {

			@Override
			public String asString() {
				return "network.peer.address";
			}

		}

	}

}
