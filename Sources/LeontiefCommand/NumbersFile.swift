import CommandLineSupport
import Leontief

/// Numbers by sector from a file a user names.
enum NumbersFile {
  /// Columns of a CSV file by their names, rows of an array by the file's.
  static func read(_ path: String, _ sectors: SectorIndex) throws -> [(name: String, values: [Double])] {
    guard path.hasSuffix(".npy") else { return try SectorColumnsFile.read(path, sectors: sectors) }
    let stem = String(path.split(separator: "/").last?.dropLast(4) ?? "")
    let shape = try NPYDescription(path: path).shape
    guard shape.last == sectors.count, (1...2).contains(shape.count) else {
      throw CommandFailure(.badInput, "\(path) has the shape \(shape); the table has \(sectors.count) sectors")
    }
    if shape.count == 1 { return [(stem, try [Double].npy(path))] }
    let matrix = try Matrix<Double>.npy(path)
    var rows: [(name: String, values: [Double])] = []
    for k in 0..<matrix.rows { rows.append(("\(stem)_\(k + 1)", (0..<matrix.columns).map { matrix[k, $0] })) }
    return rows
  }
}
