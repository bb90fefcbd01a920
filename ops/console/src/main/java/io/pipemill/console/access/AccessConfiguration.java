package io.pipemill.console.access;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the access filter before everything. */
@Configuration(proxyBeanMethods = false)
public class AccessConfiguration {

  @Bean
  FilterRegistrationBean<AccessFilter> accessFilter(AccessList access) {
    FilterRegistrationBean<AccessFilter> bean =
        new FilterRegistrationBean<>(new AccessFilter(access));
    bean.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return bean;
  }
}
