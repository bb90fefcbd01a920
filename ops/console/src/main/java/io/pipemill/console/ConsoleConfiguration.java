package io.pipemill.console;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/**
 * The console as Spring beans. Needs from outside: the use cases of control and an {@link
 * io.pipemill.console.access.AccessList}.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class ConsoleConfiguration {}
