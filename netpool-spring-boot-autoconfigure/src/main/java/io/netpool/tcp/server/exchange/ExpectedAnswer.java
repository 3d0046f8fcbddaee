package io.netpool.tcp.server.exchange;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How the answer to a command is recognized.
 *
 * @param <T> the type of the answer
 * @param type the type of the answer
 * @param reader converts a message to the type
 * @param test tests whether a message is the answer
 */
record ExpectedAnswer<T>(Class<T> type, Function<byte[], T> reader, Predicate<? super T> test) {

}
