import Kernels
import MatrixCore
import Tables

/// From a supply and use table to a symmetric one.
///
/// With Uc = U x̂⁻¹, Dm = V q̂⁻¹ and Cm = Vᵀ x̂⁻¹:
///
///     industry technology    commodity × commodity A = Uc Dm        industry × industry A = Dm Uc (fixed product sales)
///     commodity technology   commodity × commodity A = Uc Cm⁻¹      industry × industry A = Cm⁻¹ Uc (fixed industry sales)
///
/// as flows, so that every balance carries over. Cost: one product, or one elimination. Errors: `SupplyUseError`.
/// Reference: Miller and Blair (2009), sections 5.3 to 5.5; Eurostat Manual (2008), chapter 11.
public struct SupplyUseTransformation: Sendable {
  public enum Technology: String, Sendable, CaseIterable { case industry, commodity }
  public enum Kind: String, Sendable, CaseIterable { case commodity, industry }

  public var technology: Technology
  public var kind: Kind

  public init(_ technology: Technology, _ kind: Kind) { (self.technology, self.kind) = (technology, kind) }

  public func transform(
    _ table: borrowing SupplyUseTable, on engine: Engine, budget: MemoryBudget = .unlimited
  ) throws(SupplyUseError) -> SymmetricTable {
    let active = try ActiveSupplyUse(table)
    let (c, i) = (active.commodities.count, active.industries.count)
    if technology == .commodity && c != i { throw .notSquare(commodities: c, industries: i) }
    let largest = max(c, i)
    let square = MemoryBudget.bytes(rows: largest, columns: largest)
    do { try budget.reserve(MemoryBudget.sum(square, square, square), for: "the symmetric table") } catch {
      throw .memory(error)
    }
    switch technology {
    case .industry: return try industryTechnology(active, table, engine)
    case .commodity: return try commodityTechnology(active, table, engine)
    }
  }

  /// Z = Uc V, or Dm U with Dm e.
  private func industryTechnology(
    _ sut: borrowing ActiveSupplyUse, _ table: borrowing SupplyUseTable, _ engine: Engine
  ) throws(SupplyUseError) -> SymmetricTable {
    let use = try Self.scaled(sut.use, sut.industryOutput, engine)
    if kind == .commodity {
      var valueAdded: [Double]?
      if let values = sut.valueAdded {
        valueAdded = try Self.row(zip(values, sut.industryOutput).map { $0 / $1 }, sut.make, engine)
      }
      return try symmetric(
        try Self.product(use, sut.make, engine), try Self.copy(sut.finalDemand), valueAdded, sut, table)
    }
    let shares = try Self.scaled(sut.make, sut.commodityOutput, engine)
    return try symmetric(
      try Self.product(shares, sut.use, engine), try Self.product(shares, sut.finalDemand, engine), sut.valueAdded, sut, table)
  }

  /// With W = V⁻ᵀ: Z = U W q̂, or x̂ W U with x̂ W e.
  private func commodityTechnology(
    _ sut: borrowing ActiveSupplyUse, _ table: borrowing SupplyUseTable, _ engine: Engine
  ) throws(SupplyUseError) -> SymmetricTable {
    let inverse = try MakeInverse(sut.make, engine)
    if kind == .commodity {
      let flows = try Self.scaledBack(try inverse.rightOf(sut.use, engine), sut.commodityOutput, engine)
      var valueAdded: [Double]?
      if let values = sut.valueAdded {
        valueAdded = zip(try inverse.rightOf(values, engine), sut.commodityOutput).map { $0 * $1 }
      }
      return try symmetric(flows, try Self.copy(sut.finalDemand), valueAdded, sut, table)
    }
    return try symmetric(
      try Self.rowScaled(try inverse.leftOf(sut.use, engine), sut.industryOutput, engine),
      try Self.rowScaled(try inverse.leftOf(sut.finalDemand, engine), sut.industryOutput, engine), sut.valueAdded, sut, table)
  }

  private func symmetric(
    _ flows: consuming Matrix<Double>, _ demand: consuming Matrix<Double>, _ valueAdded: [Double]?,
    _ sut: borrowing ActiveSupplyUse, _ table: borrowing SupplyUseTable
  ) throws(SupplyUseError) -> SymmetricTable {
    let negatives = Self.negatives(flows)
    var metadata = table.metadata
    metadata.history.append("\(kind.rawValue) × \(kind.rawValue) by \(technology.rawValue) technology")
    let result = InputOutputTable(
      sectors: kind == .commodity ? sut.commodities : sut.industries, transactions: flows, demand: table.demand,
      finalDemand: demand, output: kind == .commodity ? sut.commodityOutput : sut.industryOutput, valueAdded: valueAdded,
      metadata: metadata)
    return SymmetricTable(table: result, negativeFlows: negatives, dropped: sut.dropped)
  }

  private static func negatives(_ flows: borrowing Matrix<Double>) -> Int {
    var count = 0
    for i in 0..<flows.rows {
      for j in 0..<flows.columns where flows[i, j] < 0 { count += 1 }
    }
    return count
  }
}

/// A symmetric table and what is to be known of its making.
public struct SymmetricTable: ~Copyable, Sendable {
  public let table: InputOutputTable
  /// Commodity technology makes some; they are not removed.
  public let negativeFlows: Int
  /// Commodities nobody makes or uses and industries that make nothing: left out.
  public let dropped: [SectorLabel]

  /// The table alone.
  public consuming func takeTable() -> InputOutputTable { table }
}
