import Tables
import Testing

/// What tables of several years say of their money and flows.
@Suite struct MetadataAgreementTests {
  private static func metadata(
    _ unit: String = "million USD", _ currency: String = "USD", _ flowKind: FlowKind = .domestic
  ) -> TableMetadata {
    var metadata = TableMetadata()
    (metadata.unit, metadata.currency, metadata.flowKind) = (unit, currency, flowKind)
    return metadata
  }

  private func difference(_ all: TableMetadata...) -> MetadataAgreement.Difference? {
    var agreement = MetadataAgreement()
    do throws(MetadataAgreement.Difference) {
      for metadata in all { try agreement.add(metadata) }
      return nil
    } catch { return error }
  }

  /// Remarks on prices and rounding are no units.
  @Test func remarksAgree() throws {
    let rounded = Self.metadata("million USD, current prices, rounded to integers")
    #expect(difference(rounded, Self.metadata("million USD, current prices"), Self.metadata()) == nil)
    var agreement = MetadataAgreement()
    try agreement.add(Self.metadata(""))
    try agreement.add(rounded)
    #expect(agreement.money == "million USD")
  }

  @Test func whatDiffersIsTold() {
    let unit = difference(Self.metadata(), Self.metadata("thousand USD, current prices"))
    #expect(unit?.key == "unit" && unit?.now == "thousand USD" && unit?.before == "million USD")
    let currency = difference(Self.metadata("million"), Self.metadata("million", "EUR"))
    #expect(currency?.what == "currency" && currency?.now == "EUR" && currency?.before == "USD")
    let flows = difference(Self.metadata(), Self.metadata("million USD", "USD", .total))
    #expect(flows?.key == "flow_kind" && flows?.what == "kind of flows" && flows?.now == "total")
  }

  /// What was said before a table that says nothing still holds.
  @Test func theUnsaidAgrees() {
    let silent = Self.metadata("", "", .unstated)
    #expect(difference(silent, Self.metadata(), silent, Self.metadata()) == nil)
    #expect(difference(Self.metadata(), silent, Self.metadata("million USD", "EUR"))?.key == "currency")
    #expect(difference(Self.metadata(), silent, Self.metadata("million USD", "USD", .interRegional))?.key == "flow_kind")
  }
}
