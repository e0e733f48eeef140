import Foundation

/// A Chromium without a window, if this machine has one.
///
/// A page is looked at from outside: a document of the test's own holds it in a frame of a given width and writes down what it
/// finds there, so that the page itself needs no scripts.
public enum HeadlessBrowser {
  /// What a page turned out to be.
  public struct Visit: Sendable {
    /// Messages of the console, errors of scripts and of the page's own policy among them.
    public let console: [String]
    /// What the frame's document answered, by name.
    public let answers: [String: String]
  }

  public static let path: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return ["chromium", "chromium-browser", "google-chrome"].lazy
      .flatMap { name in folders.map { "\($0)/\(name)" } }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  public static let absence = "no chromium on PATH to open pages with"

  /// Opens the page in a frame `width` pixels wide. `questions` are JavaScript expressions by name; `page` is the frame's
  /// document, `view` its window.
  public static func visit(_ page: String, width: Int, dark: Bool = false, _ questions: [String: String]) throws -> Visit {
    let folder = try TemporaryFolder()
    let asked = questions.map { name, code in "answers[\(quoted(name))] = String(\(code));" }.joined(separator: "\n")
    let outer = try folder.write(
      """
      <!DOCTYPE html><meta charset="utf-8">
      <iframe id="frame" style="width:\(width)px;height:3000px;border:0" src=\(quoted("file://\(page)"))></iframe>
      <script type="text/plain" id="answers"></script>
      <script>
      addEventListener("load", () => {
        const view = document.getElementById("frame").contentWindow, page = view.document, answers = {};
        \(asked)
        document.getElementById("answers").textContent = btoa(unescape(encodeURIComponent(JSON.stringify(answers))));
      });
      </script>
      """, to: "visit.html")
    let errors = try folder.write("", to: "stderr")
    let browser = Process()
    browser.executableURL = URL(fileURLWithPath: path ?? "")
    // 0 is dark, 1 is light. No sandbox: tests also run as root in containers, on pages of their own.
    browser.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
      "--disable-background-networking", "--allow-file-access-from-files", "--enable-logging=stderr",
      "--user-data-dir=\(folder.path)/profile", "--blink-settings=preferredColorScheme=\(dark ? 0 : 1)",
      "--window-size=1300,3100", "--dump-dom", "file://\(outer)",
    ]
    let output = Pipe()
    browser.standardOutput = output
    browser.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
    browser.standardInput = FileHandle.nullDevice
    try browser.run()
    let limit = DispatchWorkItem { browser.terminate() }
    DispatchQueue.global().asyncAfter(deadline: .now() + 120, execute: limit)
    let document = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    browser.waitUntilExit()
    limit.cancel()
    let messages = String(decoding: try folder.bytes("stderr"), as: UTF8.self).split(separator: "\n").map(String.init)
    return Visit(console: messages.filter { $0.contains("CONSOLE") }, answers: try answers(in: document))
  }

  private static func answers(in document: String) throws -> [String: String] {
    let encoded = document.split(separator: "id=\"answers\">").dropFirst().first?.split(separator: "<").first ?? ""
    let data = Data(base64Encoded: String(encoded)) ?? Data()
    return try JSONSerialization.jsonObject(with: data) as? [String: String] ?? [:]
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"") + "\""
  }
}
