import MatrixCore

extension InputOutputTable {
  /// Names of rows that are primary inputs beside value added. Every other row is a satellite or a part of value added
  /// (`valueAddedPartNames`) and is not added to it again.
  public static let primaryInputNames: Set<String> = [
    "imports", "taxes", "margins", "discrepancy", "unallocated_inputs", "purchases_abroad",
  ]

  /// Names of rows that are parts of value added.
  public static let valueAddedPartNames: Set<String> = ["labour", "capital", "compensation", "surplus"]

  /// Whether a row is in money of the table: value added, a part of it, or a primary input. `NAME_2` is the second of several
  /// rows of one name. Every other row is a satellite in a unit of its own.
  public static func isMoney(row name: String) -> Bool {
    let money = primaryInputNames.union(valueAddedPartNames).union(["value_added", allPrimaryInputsName])
    guard let mark = name.lastIndex(of: "_"), Int(name[name.index(after: mark)...]) != nil else { return money.contains(name) }
    return money.contains(String(name[..<mark]))
  }

  /// The name of the row that holds all primary inputs together.
  public static let allPrimaryInputsName = "primary_inputs"

  /// Everything a column pays for beside intermediate inputs, so that colsum(Z) + primary inputs = x.
  ///
  /// The row `primary_inputs` when the source gives it, else value added plus the rows of `primaryInputNames`; nil without
  /// either. Units: money of the table.
  public var primaryInputs: [Double]? {
    if let all = rows(named: Self.allPrimaryInputsName), all.rowCount == 1 { return all.values }
    guard let valueAdded else { return nil }
    return Self.sum(of: primaryInputRows, with: valueAdded)
  }

  /// The primary-input rows beside value added: those of `primaryInputNames`.
  ///
  /// Some sources count taxes inside value added (BEA: "taxes on production" are a part of it). Where all primary inputs
  /// are given together and fit value added only without the row `taxes`, taxes are such a part and are left out.
  public var primaryInputRows: [NamedRows] {
    let named = rows.filter { Self.primaryInputNames.contains($0.name) && $0.rowCount == 1 }
    guard let all = rows(named: Self.allPrimaryInputsName)?.values, let valueAdded else { return named }
    let withoutTaxes = named.filter { $0.name != "taxes" }
    guard withoutTaxes.count < named.count, all.count == valueAdded.count else { return named }
    let gap = Self.distance(Self.sum(of: named, with: valueAdded), all)
    let gapWithoutTaxes = Self.distance(Self.sum(of: withoutTaxes, with: valueAdded), all)
    return gapWithoutTaxes < gap ? withoutTaxes : named
  }

  private static func sum(of rows: [NamedRows], with valueAdded: [Double]) -> [Double] {
    valueAdded.indices.map { j in
      var sum = CompensatedSum<Double>()
      sum.add(valueAdded[j])
      for row in rows { sum.add(row.values[j]) }
      return sum.value
    }
  }

  private static func distance(_ left: [Double], _ right: [Double]) -> Double {
    zip(left, right).map { abs($0 - $1) }.compensatedSum()
  }
}
