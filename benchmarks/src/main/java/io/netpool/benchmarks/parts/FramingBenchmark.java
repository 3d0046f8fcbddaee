package io.netpool.benchmarks.parts;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.framing.Framings;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Decoding the frames of one socket read, and encoding those of a batch, for messages of
 * 64 bytes. One operation is one message.
 *
 * @since 0.1.0
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FramingBenchmark {

	private static final int BATCH = 16;

	/**
	 * Framing under test.
	 */
	@Param
	public FramingKind kind = FramingKind.LINE;

	private final byte[] payload = new byte[FramingKind.Limits.MESSAGE];

	private final Batch batch = new Batch();

	private final FrameInput input = new FrameInput(this.payload, 0, 0);

	private TcpFraming framing = Framings.fixedLength(FramingKind.Limits.MESSAGE);

	/**
	 * Encodes a batch and verifies that it can be decoded.
	 * @throws TcpFramingException if encoding or decoding fails
	 */
	@Setup
	public void frame() throws TcpFramingException {
		Arrays.fill(this.payload, (byte) 'x');
		this.framing = this.kind.framing();
		encode();
		if (decode() != BATCH * this.payload.length) {
			throw new IllegalStateException("What was framed does not come back");
		}
	}

	/**
	 * Decodes the frames of a batch.
	 * @return the number of payload bytes
	 * @throws TcpFramingException never
	 */
	@Benchmark
	@OperationsPerInvocation(BATCH)
	public int decode() throws TcpFramingException {
		this.input.reset(this.batch.bytes, 0, this.batch.length);
		int bytes = 0;
		while (this.input.length() > 0 && this.framing.next(this.input)) {
			bytes += this.input.payloadLength();
			this.input.advance();
		}
		return bytes;
	}

	/**
	 * Encodes the frames of a batch.
	 * @return the number of encoded bytes
	 * @throws TcpFramingException never
	 */
	@Benchmark
	@OperationsPerInvocation(BATCH)
	public int encode() throws TcpFramingException {
		this.batch.length = 0;
		for (int i = 0; i < BATCH; i++) {
			this.framing.write(this.payload, this.batch);
		}
		return this.batch.length;
	}

	/**
	 * Output to a byte array.
	 */
	private static final class Batch implements FrameOutput {

		private final byte[] bytes = new byte[2 * BATCH * FramingKind.Limits.MESSAGE];

		private int length;

		@Override
		public void write(int value) {
			this.bytes[this.length++] = (byte) value;
		}

		@Override
		public void write(byte[] source, int offset, int count) {
			System.arraycopy(source, offset, this.bytes, this.length, count);
			this.length += count;
		}

	}

}
