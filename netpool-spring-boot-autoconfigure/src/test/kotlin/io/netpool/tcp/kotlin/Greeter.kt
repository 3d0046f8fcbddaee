package io.netpool.tcp.kotlin

import io.netpool.tcp.TcpHandler
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.springframework.stereotype.Component

@Component
class Greeter(private val names: Names) {

    @TcpHandler
    suspend fun greet(line: String): String {
        val name = names.find(line)
        return "hello ${name ?: "stranger"}"
    }

}

@Component
class Names {

    suspend fun find(id: String): String? = withContext(Dispatchers.IO) { if (id == "1") "ann" else null }

}
