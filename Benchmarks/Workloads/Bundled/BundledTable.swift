import BenchmarkHarness
import Foundation
import Leontief

/// India in 2014, of the World Input-Output Database (2016 release, CC BY 4.0, see NOTICE), with the study of its digital economy:
/// the files of `Benchmarks/Data`, which are a part of the program, so that a copy of it alone measures the same everywhere.
enum BundledTable {
  static let name = "india2014"
  static let shape = EconomyShape(regions: 1, sectors: 56)

  /// The files of a canonical folder.
  private static let files: [(name: String, bytes: [UInt8])] = [
    ("Z.npy", PackageResources.Z_npy), ("Y.npy", PackageResources.Y_npy), ("x.npy", PackageResources.x_npy),
    ("va.npy", PackageResources.va_npy), ("capital.npy", PackageResources.capital_npy), ("gva.npy", PackageResources.gva_npy),
    ("imports.npy", PackageResources.imports_npy), ("labour.npy", PackageResources.labour_npy),
    ("margins.npy", PackageResources.margins_npy), ("primary_inputs.npy", PackageResources.primary_inputs_npy),
    ("taxes.npy", PackageResources.taxes_npy), ("sectors.csv", PackageResources.sectors_csv),
    ("demand.csv", PackageResources.demand_csv), ("meta.json", PackageResources.meta_json),
  ]

  /// The study of its core digital economy.
  static var study: String { String(decoding: PackageResources.india_2014_yaml, as: UTF8.self) }

  /// Writes the table as a canonical folder. Errors: those of files.
  static func write(to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for file in files { try Data(file.bytes).write(to: URL(fileURLWithPath: "\(folder)/\(file.name)")) }
  }

  static func table() throws -> InputOutputTable {
    let folder = try ScratchFolder()
    try write(to: folder.path)
    return try ReaderRegistry.standard.read(folder.path).takeTable()
  }

  /// Its A, each element rounded once; columns of sectors without output are zero.
  static func economy(seed: UInt64) throws -> SyntheticEconomy {
    let table = try table()
    let output = table.output ?? []
    var values = try Matrix<Double>(rows: shape.count, columns: shape.count)
    for i in 0..<shape.count {
      for j in 0..<shape.count where output[j] > 0 { values[i, j] = table.transactions[i, j] / output[j] }
    }
    let added = values.columnComplements()
    return SyntheticEconomy(labels: table.sectors.labels, seed: seed, coefficients: values, valueAdded: added)
  }
}
