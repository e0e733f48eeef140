import Leontief

/// Tables of a few printed numbers, as literals, with no file in between.
public enum ReferenceTables {
  /// Miller and Blair (2009), *Input-Output Analysis*, chapter 2, tables 2.3 and 2.4.
  public static func millerBlair() throws -> InputOutputTable {
    try table(
      id: "miller_blair", region: "R", codes: ["1", "2"], flows: [[150, 500], [200, 100]], demand: [[350], [1700]],
      output: [1000, 2000], valueAdded: [650, 1400])
  }

  /// Germany 1995: Eurostat Manual of Supply, Use and Input-Output Tables (Beutel), table 15.4, million EUR.
  public static func germany1995() throws -> InputOutputTable {
    try table(
      id: "germany_1995", region: "DEU", codes: ["agr", "man", "con", "trd", "bus", "oth"],
      flows: [
        [1131, 25480, 1, 607, 710, 762],
        [7930, 304584, 64167, 41082, 11981, 30360],
        [426, 7334, 3875, 5296, 23457, 9155],
        [3559, 72717, 14190, 74399, 10835, 21008],
        [3637, 96115, 31027, 65755, 193176, 34223],
        [1552, 14986, 1747, 11225, 15058, 22070],
      ],
      demand: [
        [8500, 16, 2975, -6, 3734],
        [197792, 8588, 91692, 7559, 313711],
        [3457, 742, 191715, 0, 149],
        [269663, 13492, 14155, 0, 46045],
        [214757, 10061, 30124, 0, 13612],
        [119504, 317251, 3483, 0, 2042],
      ],
      output: [43910, 1_079_446, 245606, 540063, 692487, 508918],
      valueAdded: [21664, 395022, 115624, 311407, 415426, 365017],
      rows: [NamedRows(name: "employment", values: [1096, 8381, 3236, 9251, 4258, 10206])])
  }

  /// The six-sector, two-region table of pymrio's tests; one column of A sums to more than one.
  public static func smallMultiRegional() throws -> InputOutputTable {
    let labels = ["reg1", "reg2"].flatMap { region in
      (1...3).map { SectorLabel(region: region, code: "sector\($0)", name: "sector\($0)") }
    }
    let flows: [[Double]] = [
      [10, 5, 1, 6, 5, 7], [0, 2, 0, 0, 5, 3], [10, 3, 20, 4, 2, 0], [5, 0, 0, 1, 10, 9], [0, 10, 1, 0, 20, 1],
      [5, 0, 0, 1, 10, 10],
    ]
    let output: [Double] = [51, 15, 58, 50, 52, 39]
    return try InputOutputTable(
      sectors: SectorIndex(labels), transactions: Matrix(flows),
      demand: [DemandCategory(region: "reg1", category: "demand"), DemandCategory(region: "reg2", category: "demand")],
      finalDemand: Matrix([[14, 3], [2.5, 2.5], [13, 6], [5, 20], [10, 10], [3, 10]]), output: output,
      valueAdded: (0..<6).map { j in output[j] - flows.map { $0[j] }.reduce(0, +) })
  }

  /// Three countries by three industries: the table `leather` of decompr (Quast, Wang and Stolzenburg).
  public static func leather() throws -> InputOutputTable {
    try multiRegional(
      id: "leather", regions: ["ARG", "TUR", "DEU"], codes: ["AGR", "TEX", "TRQ"],
      flows: [
        [16.1, 5.1, 1.8, 3.2, 4.3, 0.4, 3.1, 2.8, 4.9], [2.4, 8, 3.2, 0.1, 3.2, 1.6, 1.2, 3.9, 11.5],
        [0.9, 0.5, 4, 0, 0.1, 0.3, 0, 0.4, 0.5], [1.1, 1.9, 0.2, 18, 13.2, 6.1, 9, 3.1, 8.9],
        [0.3, 2.8, 0.1, 6.1, 28.1, 6.3, 2.1, 2.5, 25.6], [0, 0.1, 0.3, 4.1, 3.2, 8.9, 0.2, 0, 1.8],
        [1.2, 4.2, 0.3, 4.1, 1.2, 0.6, 29, 19.5, 17.9], [1.3, 1.1, 0, 3.2, 4.8, 2.6, 5.1, 29.1, 24.1],
        [2.1, 1.4, 3, 4.1, 3.1, 3.9, 11.3, 8.1, 51.3],
      ],
      demand: [
        [21.5, 6.1, 8.4], [16.2, 1.9, 5.1], [11, 0.5, 0.8], [7.5, 29.5, 14.2], [8.9, 24.9, 16.9], [1.2, 18.5, 4.9],
        [9.2, 17.9, 51.2], [7.9, 10.1, 38.5], [25.1, 35.2, 68.4],
      ],
      output: [77.7, 58.3, 19, 112.7, 124.6, 43.2, 156.3, 127.8, 217])
  }

  /// An inter-regional table with a column of final demand a region and value added as the residual.
  public static func multiRegional(
    id: String = "test", regions: [String], codes: [String], flows: [[Double]], demand: [[Double]], output: [Double],
    hasValueAdded: Bool = true
  ) throws -> InputOutputTable {
    var metadata = TableMetadata()
    (metadata.id, metadata.title, metadata.flowKind) = (id, id, .interRegional)
    let labels = regions.flatMap { region in codes.map { SectorLabel(region: region, code: $0, name: $0) } }
    return try InputOutputTable(
      sectors: SectorIndex(labels), transactions: Matrix(flows),
      demand: regions.map { DemandCategory(region: $0, category: "Final demand") }, finalDemand: Matrix(demand),
      output: output,
      valueAdded: hasValueAdded ? output.indices.map { j in output[j] - flows.reduce(0) { $0 + $1[j] } } : nil,
      metadata: metadata)
  }

  /// A one-region table of the given numbers.
  public static func table(
    id: String = "test", region: String = "R", codes: [String], flows: [[Double]], demand: [[Double]], output: [Double],
    valueAdded: [Double]?, rows: [NamedRows] = []
  ) throws -> InputOutputTable {
    var metadata = TableMetadata()
    metadata.id = id
    metadata.title = id
    metadata.flowKind = .domestic
    return try InputOutputTable(
      sectors: SectorIndex(codes.map { SectorLabel(region: region, code: $0, name: $0) }), transactions: Matrix(flows),
      demand: (0..<(demand.first?.count ?? 0)).map { DemandCategory(region: region, category: "demand \($0)") },
      finalDemand: Matrix(demand), output: output, valueAdded: valueAdded, rows: rows, metadata: metadata)
  }
}
