package io.netpool.tcp.framing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;

/**
 * One connection's framing, fed with pieces as the engine feeds it: what is not cut is
 * kept, with how far it was searched, and comes again in front of the next piece.
 */
final class FramedStream {

	private static final int MARGIN = 3;

	private final TcpFraming framing;

	private final List<byte[]> payloads = new ArrayList<>();

	private final List<Object> messages = new ArrayList<>();

	private byte[] rest = {};

	private int searched;

	FramedStream(TcpFraming framing) {
		this.framing = framing.forConnection();
	}

	/**
	 * Feed a piece and cut what is whole.
	 */
	FramedStream read(byte[] piece) throws TcpFramingException {
		FrameInput input = inputOf(piece);
		input.searched(this.searched);
		while (input.length() > 0 && this.framing.next(input)) {
			take(input);
		}
		this.searched = input.searched();
		this.rest = input.copy(0, input.length());
		return this;
	}

	FramedStream read(String piece) throws TcpFramingException {
		return read(latin1(piece));
	}

	/**
	 * Feed bytes cut into pieces of these lengths, over and over.
	 */
	FramedStream readInPieces(byte[] bytes, List<Integer> lengths) throws TcpFramingException {
		int start = 0;
		for (int i = 0; start < bytes.length; i++) {
			int end = Math.min(bytes.length, start + lengths.get(i % lengths.size()));
			read(Arrays.copyOfRange(bytes, start, end));
			start = end;
		}
		return this;
	}

	FramedStream end() throws TcpFramingException {
		FrameInput input = inputOf(new byte[0]);
		if (input.length() > 0 && this.framing.last(input)) {
			take(input);
		}
		return this;
	}

	/**
	 * The rest and a piece, in the middle of an array whose other bytes look like the
	 * stream's.
	 */
	private FrameInput inputOf(byte[] piece) {
		int length = this.rest.length + piece.length;
		byte[] array = new byte[MARGIN + length + Long.BYTES];
		Arrays.fill(array, (byte) '\n');
		System.arraycopy(this.rest, 0, array, MARGIN, this.rest.length);
		System.arraycopy(piece, 0, array, MARGIN + this.rest.length, piece.length);
		return new FrameInput(array, MARGIN, MARGIN + length);
	}

	private void take(FrameInput input) {
		int start = input.payloadStart();
		this.payloads.add(input.copy(start, start + input.payloadLength()));
		if (input.message() != null) {
			this.messages.add(input.message());
		}
		int before = input.length();
		input.advance();
		if (input.length() >= before) {
			throw new IllegalStateException("No progress");
		}
	}

	/**
	 * The frame of a payload.
	 */
	byte[] write(byte[] payload) throws TcpFramingException {
		RecordedOutput output = new RecordedOutput();
		this.framing.write(payload, output);
		return output.bytes.toByteArray();
	}

	String write(String payload) throws TcpFramingException {
		return new String(write(latin1(payload)), StandardCharsets.ISO_8859_1);
	}

	List<byte[]> payloads() {
		return this.payloads;
	}

	/**
	 * What the framing has parsed.
	 */
	List<Object> messages() {
		return this.messages;
	}

	/**
	 * The payloads, each byte a character.
	 */
	List<String> texts() {
		return this.payloads.stream().map((payload) -> new String(payload, StandardCharsets.ISO_8859_1)).toList();
	}

	/**
	 * How many bytes wait for more.
	 */
	int waiting() {
		return this.rest.length;
	}

	int searched() {
		return this.searched;
	}

	static byte[] latin1(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	private static final class RecordedOutput implements FrameOutput {

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

		@Override
		public void write(int value) {
			this.bytes.write(value);
		}

		@Override
		public void write(byte[] array, int offset, int length) {
			this.bytes.write(array, offset, length);
		}

	}

}
