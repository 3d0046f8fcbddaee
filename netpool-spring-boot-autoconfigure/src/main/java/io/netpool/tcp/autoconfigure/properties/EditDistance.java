package io.netpool.tcp.autoconfigure.properties;

/**
 * Number of letters by which two names differ: inserted, removed, replaced, or exchanged
 * with the next one (optimal string alignment).
 */
final class EditDistance {

	private EditDistance() {
	}

	static int between(String a, String b) {
		int[][] distances = new int[a.length() + 1][b.length() + 1];
		for (int i = 0; i <= a.length(); i++) {
			for (int j = 0; j <= b.length(); j++) {
				distances[i][j] = (i == 0 || j == 0) ? i + j : distance(distances, a, i, b, j);
			}
		}
		return distances[a.length()][b.length()];
	}

	private static int distance(int[][] distances, String a, int i, String b, int j) {
		int replaced = distances[i - 1][j - 1] + ((a.charAt(i - 1) == b.charAt(j - 1)) ? 0 : 1);
		int changed = Math.min(distances[i - 1][j], distances[i][j - 1]) + 1;
		boolean exchanged = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
		int least = Math.min(replaced, changed);
		return exchanged ? Math.min(least, distances[i - 2][j - 2] + 1) : least;
	}

}
