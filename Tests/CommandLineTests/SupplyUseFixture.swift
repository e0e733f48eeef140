import Foundation
import Leontief
import TestSupport

/// Miller and Blair, table 5.3, as a folder.
enum SupplyUseFixture {
  static func write(to folder: TemporaryFolder) throws -> String {
    let sut = "\(folder.path)/sut"
    try FileManager.default.createDirectory(atPath: sut, withIntermediateDirectories: true)
    try NPYWriter.write([12.0, 8, 10, 7].span, rows: 2, columns: 2, to: "\(sut)/U.npy")
    try NPYWriter.write([90.0, 0, 10, 100].span, rows: 2, columns: 2, to: "\(sut)/V.npy")
    try NPYWriter.write([80.0, 83], to: "\(sut)/e.npy")
    try NPYWriter.write([68.0, 95], to: "\(sut)/va.npy")
    for (file, prefix) in [("commodities", "c"), ("industries", "i")] {
      try "index,region,code,name\n0,R,\(prefix)1,one\n1,R,\(prefix)2,two\n"
        .write(toFile: "\(sut)/\(file).csv", atomically: true, encoding: .utf8)
    }
    return sut
  }
}
