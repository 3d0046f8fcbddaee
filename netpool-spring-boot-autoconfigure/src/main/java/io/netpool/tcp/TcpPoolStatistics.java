package io.netpool.tcp;

import java.time.Duration;
import java.util.Map;

/**
 * Snapshot of the statistics of an acceptor pool. Totals count from the pool's creation;
 * restarting the pool does not reset them. The parts of a snapshot are read one after the
 * other while the pool serves, so they are not exactly consistent with each other.
 *
 * @param connections the connections
 * @param messages their messages
 * @param bytes their bytes, without the overhead of TLS
 * @param handler how long handlers ran
 * @param paused how often the pool paused to limit its load
 * @param blocked how often the pool found a thread blocked
 * @param activeTlsHandshakes TLS handshakes in progress
 * @param tlsHandshakes TLS handshakes that ended, with an entry for each outcome
 * @param tlsReloads certificate reloads
 * @param exchanges exchanges of commands and answers
 * @since 0.1.0
 */
public record TcpPoolStatistics(Connections connections, Messages messages, Bytes bytes, Handler handler, Paused paused,
		Blocked blocked, ActiveTlsHandshakes activeTlsHandshakes, Map<TlsOutcome, TlsHandshakes> tlsHandshakes,
		TlsReloads tlsReloads, Exchanges exchanges) {

	/**
	 * TLS handshakes with the given outcome.
	 * @param outcome the outcome
	 * @return their number and duration
	 */
	public TlsHandshakes tlsHandshakes(TlsOutcome outcome) {
		return this.tlsHandshakes.getOrDefault(outcome, TlsHandshakes.NONE);
	}

	/**
	 * Numbers of connections.
	 *
	 * @param active connections that are open, including those in a TLS handshake
	 * @param accepted total of connections that were assigned an acceptor
	 * @param refused totals of connections that were closed before an acceptor served
	 * them, with an entry for each {@linkplain CloseReason#isRefusal() reason to refuse}
	 * @param closed totals of other closed connections, with an entry for each reason
	 * @param forciblyClosed total of connections that were closed when the pool was
	 * stopped, before they had drained: received messages may not have been handled, sent
	 * ones may not have arrived. With a graceful shutdown, these are the connections that
	 * remained when its timeout elapsed.
	 */
	public record Connections(int active, long accepted, Map<CloseReason, Long> refused, Map<CloseReason, Long> closed,
			long forciblyClosed) {

		/**
		 * Connections that were closed or refused for the given reason.
		 * @param reason the close reason
		 * @return the total for this reason
		 */
		public long closed(CloseReason reason) {
			return (reason.isRefusal() ? this.refused : this.closed).getOrDefault(reason, 0L);
		}

		/**
		 * Connections that were refused for any reason.
		 * @return the total
		 */
		public long refusedInTotal() {
			return this.refused.values().stream().mapToLong(Long::longValue).sum();
		}

	}

	/**
	 * Numbers of messages.
	 *
	 * @param received total of messages that were decoded
	 * @param sent total of messages that were written to the socket, replies included
	 * @param handled total of messages that were passed to a handler
	 * @param failed total of messages whose handler threw, or whose asynchronous reply
	 * failed
	 * @param queued messages that wait for their handler, or are being handled, at about
	 * this moment
	 * @param dropped total of frames that were dropped because they were invalid, with
	 * {@code netpool.tcp.framing.invalid-frames} {@code drop}
	 */
	public record Messages(long received, long sent, long handled, long failed, long queued, long dropped) {

	}

	/**
	 * Numbers of bytes.
	 *
	 * @param received total of received bytes
	 * @param sent total of bytes that were written to the socket
	 * @param pending bytes that wait for clients to read, 64 bytes of overhead per
	 * message included, at about this moment
	 */
	public record Bytes(long received, long sent, long pending) {

	}

	/**
	 * Handler run time. It includes the time in which a handler occupies a thread, and
	 * not the time in which it waits for an asynchronous result. It is added when a
	 * connection's messages that were handled together have been handled.
	 *
	 * @param time total for all messages
	 * @param failedTime total for messages whose handler threw. Of messages that were
	 * handled together, each counts with their mean.
	 */
	public record Handler(Duration time, Duration failedTime) {

	}

	/**
	 * Pauses.
	 *
	 * @param reads how often reading from a connection was paused, because its queue was
	 * full or it received more messages than
	 * {@code netpool.tcp.limits.messages-per-second}
	 * @param accepts how often accepting was paused, because more clients connected than
	 * {@code netpool.tcp.limits.accepts-per-second}
	 */
	public record Paused(long reads, long accepts) {

	}

	/**
	 * Blocked threads.
	 *
	 * @param handlers total of messages that a handler ran for longer than
	 * {@code netpool.tcp.handler.warn-after}. The time in which a handler waits for an
	 * asynchronous result does not count.
	 * @param ioThreads how often an I/O thread was blocked for longer than
	 * {@code netpool.tcp.io.warn-after}
	 */
	public record Blocked(long handlers, long ioThreads) {

	}

	/**
	 * TLS handshakes in progress.
	 *
	 * @param count number of handshakes that have begun and not ended, at about this
	 * moment
	 * @param waiting how many of them wait until their I/O thread has time for them
	 */
	public record ActiveTlsHandshakes(int count, int waiting) {

	}

	/**
	 * TLS handshakes with the same outcome.
	 *
	 * @param count number of handshakes
	 * @param time total of their durations
	 */
	public record TlsHandshakes(long count, Duration time) {

		static final TlsHandshakes NONE = new TlsHandshakes(0, Duration.ZERO);

	}

	/**
	 * Reloads of the pool's certificate, because its files or SSL bundle changed.
	 *
	 * @param successful how often the new certificate was put into use
	 * @param failed how often the new certificate could not be used, and the previous one
	 * stayed in use
	 */
	public record TlsReloads(long successful, long failed) {

	}

	/**
	 * Exchanges of commands and answers.
	 *
	 * @param open number of exchanges that wait for their answer, at about this moment
	 * @param ended exchanges that ended, with an entry for each outcome
	 * @param late total of late answers that were dropped, with
	 * {@code netpool.tcp.exchange.late-answers} {@code drop}
	 */
	public record Exchanges(long open, Map<ExchangeOutcome, EndedExchanges> ended, long late) {

		/**
		 * Exchanges that ended with the given outcome.
		 * @param outcome the outcome
		 * @return their number and duration
		 */
		public EndedExchanges ended(ExchangeOutcome outcome) {
			return this.ended.getOrDefault(outcome, EndedExchanges.NONE);
		}

	}

	/**
	 * Exchanges with the same outcome.
	 *
	 * @param count number of exchanges
	 * @param time total of their durations
	 */
	public record EndedExchanges(long count, Duration time) {

		static final EndedExchanges NONE = new EndedExchanges(0, Duration.ZERO);

	}

	/**
	 * Outcome of an exchange.
	 */
	public enum ExchangeOutcome {

		/**
		 * The client answered.
		 */
		ANSWERED,

		/**
		 * The client did not answer in time.
		 */
		TIMEOUT,

		/**
		 * The connection was closed.
		 */
		CLOSED,

		/**
		 * The command was not sent.
		 */
		NOT_SENT,

		/**
		 * Too many exchanges of the connection were open.
		 */
		TOO_MANY,

		/**
		 * The application cancelled the exchange.
		 */
		CANCELLED

	}

	/**
	 * Outcome of a TLS handshake.
	 */
	public enum TlsOutcome {

		/**
		 * The handshake succeeded.
		 */
		SUCCESS,

		/**
		 * The client sent data that is not TLS.
		 */
		NOT_TLS,

		/**
		 * The handshake took longer than {@code netpool.tcp.ssl.handshake-timeout}.
		 */
		TIMEOUT,

		/**
		 * The client closed the connection during the handshake.
		 */
		CLOSED,

		/**
		 * Client and server did not agree on a protocol version or a cipher suite, or one
		 * of them rejected the other's certificate.
		 */
		REJECTED

	}

}
