package io.pipemill.console;

import io.pipemill.control.NotFoundException;
import io.pipemill.control.RefusedException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Errors as {@code {message, problems}}. */
@RestControllerAdvice
class Refusals {
  record Refusal(String message, List<String> problems) {}

  @ExceptionHandler(NotFoundException.class)
  @ResponseStatus(HttpStatus.NOT_FOUND)
  Refusal notFound(NotFoundException e) {
    return refusal(e);
  }

  @ExceptionHandler(RefusedException.class)
  @ResponseStatus(HttpStatus.BAD_REQUEST)
  Refusal refused(RefusedException e) {
    return new Refusal(String.valueOf(e.getMessage()), e.problems());
  }

  @ExceptionHandler({
    MethodArgumentTypeMismatchException.class,
    MissingServletRequestParameterException.class,
    HttpMessageNotReadableException.class
  })
  @ResponseStatus(HttpStatus.BAD_REQUEST)
  Refusal unreadable(Exception e) {
    return refusal(e);
  }

  private static Refusal refusal(Exception e) {
    String message = String.valueOf(e.getMessage());
    return new Refusal(message, List.of(message));
  }
}
