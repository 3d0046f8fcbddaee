package io.netpool.tcp.kotlin

import io.netpool.tcp.TcpAttribute
import io.netpool.tcp.TcpConnection
import io.netpool.tcp.TcpExceptionHandler
import io.netpool.tcp.TcpHandler
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import org.springframework.stereotype.Component
import java.security.Principal

@JvmInline
value class Sentence(val text: String) {

    init {
        require(text.endsWith(".")) { "A sentence ends with a full stop" }
    }

}

@Component
class Words {

    val cancelled = CompletableDeferred<String>()

    @TcpHandler("SPLIT")
    fun split(line: String): Flow<String> = flow {
        for (word in line.split(" ").drop(1)) {
            emit(word)
        }
    }

    @TcpHandler("NAME")
    fun name(line: String, connection: TcpConnection) {
        connection.attributes()["name"] = line.substringAfter(' ')
    }

    @TcpHandler("WHO")
    fun who(principal: Principal?, @TcpAttribute("name") name: String?): String =
        principal?.name ?: name ?: "nobody"

    @TcpHandler("TIMES")
    fun times(line: String, connection: TcpConnection) {
        connection.attributes()["times"] = line.substringAfter(' ').toInt()
    }

    @TcpHandler("REPEAT")
    fun repeat(line: String, @TcpAttribute("times") times: Int = 2): String =
        line.substringAfter(" ").repeat(times)

    @TcpHandler("SAY")
    fun say(sentence: Sentence): String = sentence.text.substringAfter(" ")

    @TcpHandler("WAIT")
    suspend fun await(line: String): String {
        try {
            awaitCancellation()
        }
        catch (ex: CancellationException) {
            cancelled.complete(line)
            throw ex
        }
    }

    @TcpExceptionHandler
    suspend fun onFailure(failure: Exception): String = "ERROR ${failure.javaClass.simpleName}"

}
