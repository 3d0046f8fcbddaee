package io.netpool.tcp.handler;

import java.util.concurrent.CompletionStage;
import java.util.stream.BaseStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.TreeNode;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * In what a handler returns its replies.
 */
enum ReturnTypeKind {

	/** It is the reply. */
	VALUE,

	/** One that comes later. */
	STAGE,

	/** One that comes later, from a reactive type. */
	SINGLE,

	/** Several, as they come, from a reactive type. */
	PUBLISHER,

	/** Several. */
	ARRAY,

	/** Several. */
	ITERABLE,

	/** Several, of something that wants to be closed. */
	STREAM;

	private static final boolean JACKSON = ClassUtils.isPresent("tools.jackson.core.TreeNode",
			ReturnTypeKind.class.getClassLoader());

	static ReturnTypeKind of(Class<?> type) {
		if (CompletionStage.class.isAssignableFrom(type)) {
			return STAGE;
		}
		if (Object[].class.isAssignableFrom(type)) {
			return ARRAY;
		}
		if (BaseStream.class.isAssignableFrom(type)) {
			return STREAM;
		}
		if (Iterable.class.isAssignableFrom(type) && !(JACKSON && Json.isTree(type))) {
			return ITERABLE;
		}
		ReactiveAdapter adapter = reactiveAdapter(type);
		if (adapter != null) {
			return adapter.isMultiValue() ? PUBLISHER : SINGLE;
		}
		return VALUE;
	}

	static @Nullable ReactiveAdapter reactiveAdapter(Class<?> type) {
		return ReactiveAdapterRegistry.getSharedInstance().getAdapter(type);
	}

	/**
	 * The type of what such a type holds, as far as it is known.
	 * @param type a type of this shape, as a method declares it
	 * @return the type of one reply; for {@link #VALUE} the type itself
	 */
	ResolvableType element(ResolvableType type) {
		return switch (this) {
			case VALUE -> type;
			case STAGE -> type.as(CompletionStage.class).getGeneric();
			case ARRAY -> type.getComponentType();
			case STREAM -> type.as(BaseStream.class).getGeneric();
			case ITERABLE -> type.as(Iterable.class).getGeneric();
			case SINGLE, PUBLISHER -> type.getGeneric();
		};
	}

	/**
	 * Apart, since it can only be loaded with Jackson: a JSON array is one value.
	 */
	private static final class Json {

		static boolean isTree(Class<?> type) {
			return TreeNode.class.isAssignableFrom(type);
		}

	}

}
