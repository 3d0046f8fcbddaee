package io.netpool.tcp.interleaving;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class of tests each of which is run once for each order in which its threads can take
 * their steps.
 * <p>
 * A test starts threads and waits by {@link Steps}. A step ends ahead of each access to a
 * volatile field, each atomic operation and each lock of the engine; there, another
 * thread may go on. All orders are tried in which threads are interrupted so up to a
 * number of times, and then some in which they are more often. Memory is sequentially
 * consistent: a field that should be volatile and is not goes unnoticed.
 * <p>
 * Since the engine's classes are loaded anew to have those steps, the fields of a test
 * class and what it inherits are of no use here.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InterleavedExtension.class)
public @interface Interleaved {

}
