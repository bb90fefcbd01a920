package io.pipemill.console;

import io.pipemill.control.NotFoundException;
import io.pipemill.control.RefusedException;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Errors as {@code {message, problems}}. */
@RestControllerAdvice
class Refusals {
  record Refusal(String message, List<String> problems) {
    Refusal(String message) {
      this(message, List.of(message));
    }
  }

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

  @ExceptionHandler
  @ResponseStatus(HttpStatus.BAD_REQUEST)
  Refusal unreadable(MethodArgumentTypeMismatchException e) {
    return new Refusal(found(e.getName(), e.getValue(), e.getRequiredType()));
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.BAD_REQUEST)
  Refusal unreadable(HttpMessageNotReadableException e) {
    if (e.getCause() instanceof MismatchedInputException wrong) {
      StringJoiner path = new StringJoiner(".");
      for (var step : wrong.getPath()) {
        path.add(
            step.getPropertyName() == null
                ? Integer.toString(step.getIndex() + 1)
                : step.getPropertyName());
      }
      Object value = wrong instanceof InvalidFormatException format ? format.getValue() : null;
      return new Refusal(found(path.toString(), value, wrong.getTargetType()));
    }
    return new Refusal("the body is no JSON of the expected shape");
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.BAD_REQUEST)
  Refusal missing(MissingServletRequestParameterException e) {
    return refusal(e);
  }

  private static String found(String name, @Nullable Object value, @Nullable Class<?> type) {
    String expected =
        type == UUID.class
            ? "the id of a document (documents find shows it)"
            : type == null ? "another type" : "a " + type.getSimpleName();
    return name + ": found '" + value + "', expected " + expected;
  }

  private static Refusal refusal(Exception e) {
    return new Refusal(String.valueOf(e.getMessage()));
  }
}
