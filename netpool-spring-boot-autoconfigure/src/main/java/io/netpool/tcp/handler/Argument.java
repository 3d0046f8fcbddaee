package io.netpool.tcp.handler;

import java.lang.invoke.MethodHandle;

import io.netpool.tcp.TcpEndpoint.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Where one parameter of a handler method gets its value from.
 *
 * @param name what it is, as an error names it; a method takes each once
 * @param position which argument of its {@link HandlerKind#type()} it is made from
 * @param conversion from that argument to the parameter: one parameter, one result, of
 * exactly these types
 * @param messageType the form in which the message is needed, or {@code null} if any will
 * do
 */
record Argument(String name, int position, MethodHandle conversion, @Nullable MessageType messageType) {

}
