package io.netpool.tcp.autoconfigure.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

import org.springframework.core.io.Resource;

/**
 * Detects changed content of files. A change is reported by the second check that finds
 * it, since a certificate and its key are not replaced in one step.
 */
final class FileChangeDetector {

	private final List<Resource> files;

	private List<ByteBuffer> reported;

	private List<ByteBuffer> latest;

	FileChangeDetector(List<Resource> files) {
		this.files = files;
		this.reported = contents();
		this.latest = this.reported;
	}

	/**
	 * Compares the files. Any thread may call: a check that a stop has not awaited may
	 * overlap with the first one after the next start.
	 */
	synchronized void check(Runnable onChange) {
		List<ByteBuffer> current = contents();
		boolean settled = current.equals(this.latest);
		this.latest = current;
		if (settled && !current.equals(this.reported)) {
			this.reported = current;
			onChange.run();
		}
	}

	private List<ByteBuffer> contents() {
		return this.files.stream().map(FileChangeDetector::content).toList();
	}

	private static ByteBuffer content(Resource file) {
		try {
			return ByteBuffer.wrap(file.getContentAsByteArray());
		}
		catch (IOException ex) {
			return ByteBuffer.allocate(0);
		}
	}

}
