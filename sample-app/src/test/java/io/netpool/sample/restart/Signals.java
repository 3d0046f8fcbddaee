package io.netpool.sample.restart;

import java.io.IOException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lets processes stand still.
 */
public final class Signals {

	private Signals() {
	}

	/**
	 * Sends SIGSTOP.
	 */
	public static void pause(Process process) throws IOException, InterruptedException {
		send("STOP", process);
	}

	/**
	 * Sends SIGCONT.
	 */
	public static void resume(Process process) throws IOException, InterruptedException {
		send("CONT", process);
	}

	private static void send(String name, Process process) throws IOException, InterruptedException {
		Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
		assertThat(kill.waitFor()).isZero();
	}

}
