import MatrixCore
import Tables

/// Reads labelled csv files (`LabelledCSV` states the layout).
public struct LabelledCSVReader: TableReader {
  public init() {}

  public var id: String { "labelled-csv" }
  public var name: String { "labelled csv" }

  public func recognises(_ path: String) -> Bool {
    guard FileStatus(path) == .file, let file = try? MappedFile(path: path) else { return false }
    let octets = file.octets
    let signature = Array(LabelledCSV.signature.utf8)
    let hasMark = octets.count >= 3 && octets[0] == 0xEF && octets[1] == 0xBB && octets[2] == 0xBF
    let start = (hasMark ? 3 : 0) + (octets.count > 3 && octets[hasMark ? 3 : 0] == UInt8(ascii: "\"") ? 1 : 0)
    guard octets.count >= start + signature.count else { return false }
    return signature.indices.allSatisfy { octets[start + $0] == signature[$0] }
  }

  public func probe(_ path: String) throws(TableReadError) -> TableDescription {
    let file = try Self.open(path)
    var scanner = CSVScanner(file.octets, path: path)
    var record = CSVRecord()
    let header = try LabelledCSVHeader.read(&scanner, &record, path: path)
    return TableDescription(
      format: name, metadata: header.metadata, transactionsKind: header.kind, sectorCount: header.layout.sectors.count,
      demandCount: header.layout.demand.count, rowNames: [], bytesToAllocate: header.layout.bytesNeeded ?? .max,
      flowBytes: MemoryBudget.bytes(rows: header.layout.sectors.count, columns: header.layout.sectors.count),
      isByColumns: false,
      bytesMapped: file.length, leftAlone: [])
  }

  public func read(_ path: String, options: ReadOptions) throws(TableReadError) -> TableReading {
    let file = try Self.open(path)
    var scanner = CSVScanner(file.octets, path: path)
    var record = CSVRecord()
    let header = try LabelledCSVHeader.read(&scanner, &record, path: path)
    try Self.checkSize(header.layout, fileLength: file.length, path: path, limit: options.memoryLimit)
    var table = try Self.readBody(header, &scanner, &record, path: path)
    let notes = [table.computeMissingOutput()].compactMap(\.self)
    return try TableReading.checked(
      table, path: path, options: options,
      report: ReadReport(format: name, leftAlone: [], notes: notes, validation: nil))
  }

  private static func readBody(
    _ header: LabelledCSVHeader, _ scanner: inout CSVScanner, _ record: inout CSVRecord, path: String
  ) throws(TableReadError) -> InputOutputTable {
    var body = LabelledCSVBody(try zeros(header, path: path), layout: header.layout, path: path)
    if header.hasBody {
      do throws(CSVError) {
        repeat { try body.take(record) } while try scanner.nextFilled(&record)
      } catch { throw .csv(error) }
    }
    return try body.finished()
  }

  /// A table with the header's labels and zeros for values.
  private static func zeros(_ header: LabelledCSVHeader, path: String) throws(TableReadError) -> InputOutputTable {
    let layout = header.layout
    let n = layout.sectors.count
    do {
      return InputOutputTable(
        sectors: layout.sectors, transactionsKind: header.kind, transactions: try Matrix(rows: n, columns: n),
        demand: layout.demand, finalDemand: try Matrix(rows: n, columns: layout.demand.count),
        output: layout.hasOutput ? Array(repeating: 0, count: n) : nil, valueAdded: nil, metadata: header.metadata)
    } catch { throw .allocation(path: path, error) }
  }

  private static func checkSize(
    _ layout: LabelledCSVLayout, fileLength: Int, path: String, limit: Int?
  ) throws(TableReadError) {
    guard let needed = layout.bytesNeeded, let smallest = layout.smallestFile, smallest <= fileLength else {
      throw .disagreement(
        path: path, found: "\(fileLength) bytes", other: "a header of \(layout.sectors.count) sectors",
        expected: "at least \(layout.smallestFile.map(String.init) ?? "2⁶³")")
    }
    if let limit, needed > limit { throw .memoryLimit(path: path, needed: needed, limit: limit) }
  }

  private static func open(_ path: String) throws(TableReadError) -> MappedFile {
    do { return try MappedFile(path: path) } catch { throw .file(error) }
  }
}
