package io.netpool.sample.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.netpool.tcp.test.AutoConfigureTcpTestClient;
import io.netpool.tcp.test.TcpTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = "netpool.tcp.port=0")
@AutoConfigureTcpTestClient
class ChatRoomTests {

	@Autowired
	private TcpTestClient client;

	@Test
	void everyoneInTheRoomSeesWhatAMemberSays() {
		ChatClient ann = ChatClient.join("ann", this.client);
		ChatClient bob = ChatClient.join("bob", this.client);
		ann.sees("* bob joined");
		ann.says("hello");
		ann.sees("ann: hello");
		bob.sees("ann: hello");
		bob.says("grüß dich");
		ann.sees("bob: grüß dich");
		bob.sees("bob: grüß dich");
	}

	@Test
	void aClientWithoutANameSeesNothingOfTheRoom() {
		ChatClient nameless = ChatClient.connect(this.client);
		ChatClient ann = ChatClient.join("ann", this.client);
		ann.says("hello");
		ann.sees("ann: hello");
		nameless.joins("bob");
	}

	@Test
	void whoNamesTheMembersInOrder() {
		ChatClient bob = ChatClient.join("bob", this.client);
		ChatClient ann = ChatClient.join("ann", this.client);
		ann.says("/who");
		ann.sees("In the room: ann, bob");
		bob.sees("* ann joined");
	}

	@Test
	void aBlankLineIsNotSaid() {
		ChatClient ann = ChatClient.join("ann", this.client);
		ann.says("  ");
		ann.says("hello");
		ann.sees("ann: hello");
	}

	@Test
	void aNameThatIsTakenIsAskedForAgain() {
		ChatClient ann = ChatClient.join("ann", this.client);
		ChatClient other = ChatClient.connect(this.client);
		other.says("ann");
		other.sees("The name ann is taken. What is yours?");
		other.joins("ann2");
		ann.sees("* ann2 joined");
	}

	@ParameterizedTest
	@ValueSource(strings = { "two words", "/help", "a-name-of-more-than-twenty" })
	void whatIsNoNameIsAskedForAgain(String name) {
		ChatClient client = ChatClient.connect(this.client);
		client.says(name);
		client.sees("A name is 1 to 20 letters, digits, '-' or '_'. What is yours?");
		client.joins("ann");
	}

	@Test
	void quitSaysGoodbyeAndEndsTheConnection() {
		ChatClient ann = ChatClient.join("ann", this.client);
		ChatClient bob = ChatClient.join("bob", this.client);
		bob.says("/quit");
		bob.sees("Goodbye.");
		bob.seesTheEnd();
		ann.sees("* bob joined");
		ann.sees("* bob left");
	}

	@Test
	void aMemberThatHangsUpLeavesOnceAndFreesTheName() {
		ChatClient ann = ChatClient.join("ann", this.client);
		ChatClient.join("bob", this.client).close();
		ann.sees("* bob joined");
		ann.sees("* bob left");
		ChatClient bob = ChatClient.join("bob", this.client);
		ann.sees("* bob joined");
		bob.says("/quit");
		ann.sees("* bob left");
	}

	@Test
	void ofManyWhoWantOneNameAtATimeOneGetsIt() throws Exception {
		ExecutorService executor = Executors.newCachedThreadPool();
		try {
			List<Callable<String>> attempts = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				ChatClient client = ChatClient.connect(this.client);
				attempts.add(() -> {
					client.says("ann");
					return client.nextLine();
				});
			}
			List<String> answers = new ArrayList<>();
			for (Future<String> answer : executor.invokeAll(attempts)) {
				answers.add(answer.get());
			}
			assertThat(answers).containsOnlyOnce("* ann joined");
			assertThat(answers).filteredOn("The name ann is taken. What is yours?"::equals).hasSize(19);
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void whoJoinsAndLeavesIsSeenInThatOrderByEveryone() throws Exception {
		int rounds = 50;
		ExecutorService executor = Executors.newCachedThreadPool();
		ChatClient observer = ChatClient.join("observer", this.client);
		try {
			List<Callable<Void>> guests = new ArrayList<>();
			for (String name : List.of("a", "b", "c", "d")) {
				guests.add(() -> {
					comeAndGo(name, rounds);
					return null;
				});
			}
			for (Future<Void> guest : executor.invokeAll(guests)) {
				guest.get();
			}
			List<String> seen = new ArrayList<>();
			for (int i = 0; i < 2 * 4 * rounds; i++) {
				seen.add(observer.nextLine());
			}
			for (String name : List.of("a", "b", "c", "d")) {
				List<String> ofOne = seen.stream().filter((line) -> line.startsWith("* " + name + " ")).toList();
				assertThat(ofOne).hasSize(2 * rounds);
				for (int i = 0; i < ofOne.size(); i++) {
					assertThat(ofOne.get(i)).endsWith((i % 2 == 0) ? "joined" : "left");
				}
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	private void comeAndGo(String name, int rounds) {
		for (int i = 0; i < rounds; i++) {
			try (ChatClient guest = ChatClient.connect(this.client)) {
				String answer;
				do {
					guest.says(name);
					answer = guest.nextLine();
				}
				while (answer.contains("is taken"));
				guest.says("/quit");
			}
		}
	}

}
