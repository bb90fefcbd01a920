package io.pipemill.adapter.ebs;

import io.pipemill.adapter.Answer;
import io.pipemill.canonical.orderstatus.v1.OrderStatus;
import io.pipemill.canonical.orderstatus.v1.OrderStatusLine;
import io.pipemill.canonical.orderstatus.v1.StatusMessage;
import io.pipemill.canonical.types.v1.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Answers to orders, each with its {@code order-status}. The moment of a status is the ERP's own,
 * so that asking twice gives the same document.
 */
final class OrderReplies {
  private static final int MESSAGE_LENGTH = 2000;

  private OrderReplies() {}

  static Answer accepted(
      OrderDocument order, OrderReadBack.Order present, List<OrderReadBack.Message> words) {
    String status = "ENTERED";
    if (present.cancelled() || "CANCELLED".equals(present.status())) {
      status = "CANCELLED";
    } else if ("CLOSED".equals(present.status())) {
      status = "CLOSED";
    } else if (present.booked()) {
      status = "BOOKED";
    }
    OrderStatus document = document(order, status, present.changedAt());
    document.setTargetOrderNumber(present.orderNumber());
    List<OrderReadBack.Message> warnings =
        words.stream()
            .filter(
                word -> order.sequence().equals(word.sequence()) && !"ERROR".equals(word.type()))
            .toList();
    add(document, warnings);
    for (OrderReadBack.Line line : present.lines()) {
      OrderStatusLine status1 = new OrderStatusLine();
      status1.setLineNumber(line.ref());
      status1.setStatus(line.status());
      if (line.quantity() != null && line.unit() != null) {
        Quantity quantity = new Quantity();
        quantity.setValue(line.quantity());
        quantity.setUnit(line.unit());
        quantity.setScheme("EBS");
        status1.setQuantity(quantity);
      }
      document.getLines().add(status1);
    }
    return new Answer(
        order.document().deliveryId(), true, present.orderNumber(), texts(warnings), document);
  }

  static Answer refused(
      OrderDocument order, @Nullable Long request, List<OrderReadBack.Message> words) {
    List<OrderReadBack.Message> own =
        words.stream()
            .filter(word -> word.sequence() == null || word.sequence().equals(order.sequence()))
            .toList();
    if (own.isEmpty()) {
      own =
          List.of(
              new OrderReadBack.Message(
                  null,
                  "EBS-110",
                  "ERROR",
                  "Order Import flagged the order in request " + request + " without a message",
                  null,
                  null));
    }
    return rejected(order, own);
  }

  static Answer vanished(OrderDocument order) {
    return rejected(
        order,
        List.of(
            new OrderReadBack.Message(
                null,
                "EBS-111",
                "ERROR",
                "the interface row of "
                    + order.key()
                    + ", CHANGE_SEQUENCE="
                    + order.sequence()
                    + " is gone and the order was not imported: somebody removed it",
                null,
                null)));
  }

  /** A cancellation of an order the ERP never had: its state is what was asked for. */
  static Answer neverThere(OrderDocument order) {
    OrderStatus document = document(order, "CANCELLED", order.document().envelope().eventTime());
    return new Answer(order.document().deliveryId(), true, null, List.of(), document);
  }

  private static Answer rejected(OrderDocument order, List<OrderReadBack.Message> words) {
    Instant at =
        words.stream()
            .map(OrderReadBack.Message::at)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(order.document().envelope().eventTime());
    OrderStatus document = document(order, "REJECTED", at);
    add(document, words);
    return new Answer(order.document().deliveryId(), false, null, texts(words), document);
  }

  private static OrderStatus document(OrderDocument order, String status, Instant at) {
    OrderStatus document = new OrderStatus();
    document.setOrderNumber(order.key().ref());
    document.setStatus(status);
    document.setStatusAt(at);
    return document;
  }

  private static void add(OrderStatus document, List<OrderReadBack.Message> words) {
    for (OrderReadBack.Message word : words) {
      StatusMessage message = new StatusMessage();
      message.setSeverity("ERROR".equals(word.type()) ? "ERROR" : "WARNING");
      message.setCode(word.attribute());
      String text = text(word);
      message.setText(text.length() > MESSAGE_LENGTH ? text.substring(0, MESSAGE_LENGTH) : text);
      document.getMessages().add(message);
    }
  }

  private static List<String> texts(List<OrderReadBack.Message> words) {
    return words.stream().map(OrderReplies::text).toList();
  }

  private static String text(OrderReadBack.Message word) {
    return word.lineRef() == null ? word.text() : "line " + word.lineRef() + ": " + word.text();
  }
}
