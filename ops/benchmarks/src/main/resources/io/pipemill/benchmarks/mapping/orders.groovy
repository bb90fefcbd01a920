// The mapping of a retail order as a script of an integration tool: dynamic, over maps, with the readers such scripts use.
import de.siegmar.fastcsv.reader.CsvReader
import groovy.xml.XmlSlurper
import io.pipemill.canonical.salesorder.v1.PriceAdjustment
import io.pipemill.canonical.salesorder.v1.SalesOrder
import io.pipemill.canonical.salesorder.v1.SalesOrderLine
import io.pipemill.canonical.types.v1.ItemReference
import io.pipemill.canonical.types.v1.Location
import io.pipemill.canonical.types.v1.Money
import io.pipemill.canonical.types.v1.PartyReference
import io.pipemill.canonical.types.v1.Quantity
import io.pipemill.canonical.types.v1.UnitPrice
import java.math.RoundingMode
import java.time.LocalDate
import org.apache.poi.ss.usermodel.DataFormatter
import org.apache.poi.ss.usermodel.WorkbookFactory

class Orders {
  def types = ['零售': 'RETAIL', '批发': 'WHOLESALE', '内部': 'INTERNAL']
  def payment = ['预付': 'PREPAID', '现金': 'CASH', '月结': 'MONTHLY', '承兑': 'ACCEPTANCE']
  def stations = ['S01': 'Daqing Retail', 'S02': 'Rang Hulu Retail', 'S03': 'Saertu Retail']
  def depots = ['BY1': 'M1', 'NY1': 'M2']
  def products = ['DQ-01': 'CRUDE-DQ', 'DQ-02': 'CRUDE-DQ-LW', 'LS-01': 'CRUDE-LIGHT', 'NJ-01': 'CONDENSATE']

  def text(value) {
    def text = value?.toString()?.strip()
    text ? text : null
  }

  def code(list, value) {
    def key = text(value)
    if (key == null) return null
    if (!list.containsKey(key)) throw new IllegalArgumentException("unknown code ${key}")
    list[key]
  }

  def number(value) { value instanceof BigDecimal ? value : text(value) == null ? null : new BigDecimal(text(value)) }

  def date(value) { text(value) == null ? null : LocalDate.parse(text(value)) }

  def money(value) { value == null ? null : new Money(value: value, currency: 'CNY') }

  def order(row, rows) {
    def address = text(row.DELIV_ADDR)
    def receiver = text(row.RECEIVER)
    def order = new SalesOrder(
        orderNumber: text(row.ORDER_NO),
        orderType: code(types, row.ORDER_TYPE),
        orderDate: date(row.ORDER_DT),
        requestedDate: date(row.PLAN_DT),
        contractNumber: text(row.CONTRACT_NO),
        customerOrderNumber: text(row.PO_NO),
        operatingUnit: code(stations, row.STATION_CD),
        customer: new PartyReference(code: text(row.CUST_CD), name: text(row.CUST_NM)),
        salesperson: text(row.SALES_MAN),
        currency: 'CNY',
        paymentTerms: code(payment, row.PAY_MODE),
        note: text(row.REMARK),
        totalAmount: money(number(row.TOTAL_AMT)))
    if (address != null || receiver != null) {
      order.shipTo = new Location(
          name: receiver,
          address: address,
          city: text(row.DELIV_CITY),
          postalCode: text(row.DELIV_ZIP),
          region: text(row.DELIV_PROV),
          country: address == null ? null : 'CN')
    }
    def freight = number(row.FREIGHT_AMT)
    if (freight != null && freight > 0) {
      order.adjustments << new PriceAdjustment(kind: 'FREIGHT', amount: money(freight), reason: text(row.FREIGHT_MEMO))
    }
    rows.each { order.lines << line(it) }
    order
  }

  def line(row) {
    def tons = number(row.NET_TON)
    def price = number(row.PRICE)
    new SalesOrderLine(
        lineNumber: text(row.LINE_NO),
        item: new ItemReference(code: code(products, row.OIL_CD), name: text(row.OIL_NM)),
        quantity: new Quantity(value: tons, unit: 't'),
        unitPrice: new UnitPrice(value: price, currency: 'CNY', per: 't'),
        amount: money((tons * price).setScale(2, RoundingMode.HALF_UP)),
        requestedDate: date(row.PLAN_DT),
        warehouse: code(depots, row.DEPOT_CD),
        note: text(row.LINE_MEMO))
  }

  def csv(file, orders) {
    CsvReader.builder().ofNamedCsvRecord(file).withCloseable { reader ->
      flat(reader.stream().map { it.fieldsAsMap }.iterator(), orders)
    }
  }

  def excel(file, orders) {
    def formatter = new DataFormatter()
    WorkbookFactory.create(file.toFile(), null, true).withCloseable { book ->
      def rows = book.getSheetAt(0).iterator()
      def names = rows.next().collect { it.stringCellValue }
      def maps = rows.collect { row ->
        (0..<names.size()).collectEntries { [names[it], formatter.formatCellValue(row.getCell(it))] }
      }
      flat(maps.iterator(), orders)
    }
  }

  def xml(file, orders) {
    new XmlSlurper().parse(file.toFile()).Order.each { node ->
      orders.accept(order(map(node), node.Line.collect { map(it) }))
    }
  }

  def map(node) { node.children().findAll { it.name() != 'Line' }.collectEntries { [it.name(), it.text()] } }

  def flat(rows, orders) {
    def together = []
    rows.each { row ->
      if (together && together[0].ORDER_NO != row.ORDER_NO) {
        orders.accept(order(together[0], together))
        together = []
      }
      together << row
    }
    if (together) orders.accept(order(together[0], together))
  }
}
