import MatrixCore
import Tables

/// What a canonical folder holds, from the headers of its arrays: decided and checked before anything is loaded.
struct CanonicalFolderPlan {
  struct Rows {
    let name: String
    let rowCount: Int
    let isVector: Bool
  }

  let folder: CanonicalFolder
  let kind: InputOutputTable.Transactions
  let sectorCount: Int
  let flowBytes: Int
  let isByColumns: Bool
  private(set) var demandCount = 0
  private(set) var hasDemand = false
  private(set) var hasOutput = false
  private(set) var valueAddedFile: String?
  private(set) var rows: [Rows] = []
  private(set) var leftAlone: [String] = []
  private(set) var bytesToAllocate = 0
  private(set) var bytesMapped = 0

  var transactionsFile: String { CanonicalFolder.transactions(kind) }

  init(_ path: String, _ document: CanonicalMetadata?) throws(TableReadError) {
    folder = CanonicalFolder(path: path)
    let names = try folder.names()
    let transactions = try CanonicalFolderTransactions(folder, names)
    (kind, sectorCount) = (transactions.kind, transactions.sectorCount)
    (flowBytes, isByColumns) = (transactions.header.bytesToConvert, transactions.header.isByColumns)
    addMatrix(transactions.header)
    try planDemand(names)
    try planVectors(names)
    try planRows(names, document)
    if let n = document?.n, n != sectorCount {
      throw .disagreement(
        path: folder.file(CanonicalFolder.metadata), found: "n = \(n)", other: matrixText, expected: "n = \(sectorCount)")
    }
  }

  private var matrixText: String { "\(transactionsFile) of shape (\(sectorCount), \(sectorCount))" }

  private mutating func planDemand(_ names: [String]) throws(TableReadError) {
    guard names.contains(CanonicalFolder.finalDemand) else {
      guard kind == .coefficients else {
        throw .missing(
          folder: folder.path, file: CanonicalFolder.finalDemand, cure: "a table of flows needs its final demand")
      }
      return
    }
    let header = try folder.header(CanonicalFolder.finalDemand)
    guard header.shape.count == 2, header.shape[0] == sectorCount else {
      throw disagreement(CanonicalFolder.finalDemand, header.shape, expected: "\(sectorCount) rows and two dimensions")
    }
    hasDemand = true
    demandCount = header.shape[1]
    addMatrix(header)
  }

  private mutating func planVectors(_ names: [String]) throws(TableReadError) {
    if names.contains(CanonicalFolder.output) {
      try addVector(CanonicalFolder.output)
      hasOutput = true
    }
    for file in [CanonicalFolder.valueAdded, CanonicalFolder.grossValueAdded] where names.contains(file) {
      if valueAddedFile == nil {
        try addVector(file)
        valueAddedFile = file
      } else {
        leftAlone.append(file)
      }
    }
  }

  private mutating func addVector(_ file: String) throws(TableReadError) {
    let header = try folder.header(file)
    guard Self.isVector(header.shape, of: sectorCount) else {
      throw disagreement(file, header.shape, expected: "shape (\(sectorCount),)")
    }
    bytesToAllocate += sectorCount * MemoryLayout<Double>.stride
  }

  private mutating func planRows(_ names: [String], _ document: CanonicalMetadata?) throws(TableReadError) {
    let used: Set<String> = [
      transactionsFile, CanonicalFolder.finalDemand, CanonicalFolder.output, valueAddedFile ?? "", CanonicalFolder.sectors,
      CanonicalFolder.demand, CanonicalFolder.metadata,
    ]
    for name in names where !used.contains(name) && !leftAlone.contains(name) {
      let isDeclared = document?.files?[name]?.role == "rows"
      let isCandidate = name.hasSuffix(".npy") && !CanonicalFolder.notRows.contains(name)
      guard isCandidate, try planRow(String(name.dropLast(4)), isDeclared: isDeclared) else {
        leftAlone.append(name)
        continue
      }
    }
    leftAlone.sort()
  }

  /// True when the file holds rows of the table.
  private mutating func planRow(_ name: String, isDeclared: Bool) throws(TableReadError) -> Bool {
    let file = name + ".npy"
    let isKnown = isDeclared || CanonicalFolder.knownRows.contains(name)
    let shape: [Int]
    do { shape = try folder.header(file).shape } catch {
      if isKnown { throw error }
      return false
    }
    let isVector = Self.isVector(shape, of: sectorCount)
    // An unknown square array is more likely another matrix than n satellites.
    let isBlock = shape.count == 2 && shape[1] == sectorCount && (isKnown || shape[0] != sectorCount)
    guard isVector || isBlock else {
      if isKnown { throw disagreement(file, shape, expected: "shape (\(sectorCount),) or (k, \(sectorCount))") }
      return false
    }
    let rowCount = isVector ? 1 : shape[0]
    rows.append(Rows(name: name, rowCount: rowCount, isVector: isVector))
    // A block passes through a matrix on its way to an array.
    bytesToAllocate += rowCount * sectorCount * MemoryLayout<Double>.stride * (isVector ? 1 : 2)
    return true
  }

  private mutating func addMatrix(_ header: NPYDescription) {
    bytesToAllocate += header.bytesToConvert
    if header.bytesToConvert == 0 { bytesMapped += header.shape.reduce(MemoryLayout<Double>.stride, *) }
  }

  private func disagreement(_ file: String, _ shape: [Int], expected: String) -> TableReadError {
    .disagreement(path: folder.file(file), found: "shape \(CanonicalFolder.text(shape))", other: matrixText, expected: expected)
  }

  private static func isVector(_ shape: [Int], of count: Int) -> Bool {
    shape == [count] || shape == [count, 1] || shape == [1, count]
  }
}
