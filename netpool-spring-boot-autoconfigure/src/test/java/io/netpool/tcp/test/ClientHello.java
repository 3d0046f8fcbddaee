package io.netpool.tcp.test;

/**
 * What a TLS client says first, in bytes.
 */
public final class ClientHello {

	private static final byte[] SUITES = { (byte) 0xc0, 0x09, 0x00, 0x2f, (byte) 0xc0, 0x2b };

	private ClientHello() {
	}

	/**
	 * One that says it is for this minor version of TLS, with cipher suites that any
	 * version had, and one of TLS 1.2.
	 * @param minorVersion 2 for TLS 1.1, 3 for TLS 1.2
	 * @return the record, without extensions
	 */
	public static byte[] of(byte minorVersion) {
		byte[] hello = new byte[5 + 4 + 2 + 32 + 1 + 2 + SUITES.length + 2];
		hello[0] = 0x16;
		hello[1] = 0x03;
		hello[2] = 0x01;
		hello[4] = (byte) (hello.length - 5);
		hello[5] = 0x01;
		hello[8] = (byte) (hello.length - 9);
		hello[9] = 0x03;
		hello[10] = minorVersion;
		int suites = 5 + 4 + 2 + 32 + 1;
		hello[suites + 1] = (byte) SUITES.length;
		System.arraycopy(SUITES, 0, hello, suites + 2, SUITES.length);
		hello[suites + 2 + SUITES.length] = 1;
		return hello;
	}

}
