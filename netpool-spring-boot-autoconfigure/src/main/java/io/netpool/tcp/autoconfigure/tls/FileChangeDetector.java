package io.netpool.tcp.autoconfigure.tls;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

import org.springframework.core.io.Resource;

/**
 * Files whose content may change. A change is told at the second look that finds it, with
 * nothing changed in between: a certificate and its key are not replaced in one instant.
 */
final class FileChangeDetector {

	private final List<Resource> files;

	private byte[] taken;

	private byte[] seen;

	/**
	 * Watch files, from their present content on.
	 */
	FileChangeDetector(List<Resource> files) {
		this.files = files;
		this.taken = digest();
		this.seen = this.taken;
	}

	/**
	 * Look at them.
	 * @param changed told of a change
	 */
	void look(Runnable changed) {
		byte[] found = digest();
		boolean settled = MessageDigest.isEqual(found, this.seen);
		this.seen = found;
		if (settled && !MessageDigest.isEqual(found, this.taken)) {
			this.taken = found;
			changed.run();
		}
	}

	private byte[] digest() {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			for (Resource file : this.files) {
				digest.update(content(file));
				digest.update((byte) '\n');
			}
			return digest.digest();
		}
		catch (NoSuchAlgorithmException ex) {
			// every Java platform has it
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] content(Resource file) {
		try {
			return file.getContentAsByteArray();
		}
		catch (IOException ex) {
			return new byte[0];
		}
	}

}
