#pragma once

#include <csignal>

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <nlohmann/json.hpp>

// The real program, run as people run it.
namespace naap::test {

using Json = nlohmann::ordered_json;

struct Run {
    int status = -1;  ///< -1: it did not end by itself
    QByteArray out;
    QByteArray err;

    Json json() const { return Json::parse(out.constData(), out.constData() + out.size()); }
};

inline QString programPath()
{
    return qEnvironmentVariable("NAAP_LENS");
}

/// Sets `process` up to run in `folder`, with nothing of the caller's terminal, home or signals in it.
inline void prepare(QProcess& process, const QString& folder, const QStringList& arguments,
                    const QMap<QString, QString>& more = {})
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"COLUMNS", "NO_COLOR", "XDG_DATA_HOME"})
        environment.remove(name);
    environment.insert("HOME", folder);
    for (auto each = more.begin(); each != more.end(); ++each)
        environment.insert(each.key(), each.value());
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(folder);
    process.setProgram(programPath());
    process.setArguments(arguments);
    process.setChildProcessModifier([] { std::signal(SIGINT, SIG_DFL); });
}

inline Run finish(QProcess& process)
{
    Run run;
    if (process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit)
        run.status = process.exitCode();
    run.out = process.readAllStandardOutput();
    run.err = process.readAllStandardError();
    return run;
}

inline Run runIn(const QString& folder, const QStringList& arguments, const QByteArray& input = {},
                 const QMap<QString, QString>& environment = {})
{
    QProcess process;
    prepare(process, folder, arguments, environment);
    process.start();
    process.write(input);
    process.closeWriteChannel();
    return finish(process);
}

inline bool writeFile(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

inline QByteArray readFile(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Two busy hours of a small network, always the same.
inline QStringList smallTraffic(const QString& file)
{
    return {"generate", "--hours",    "2", "--sessions-per-hour",  "30",  "--orchestrators",
            "6",        "--gateways", "2", "--capability-seconds", "600", "--out",
            file};
}

inline QByteArray checksumOf(const QString& folder, const QString& cache)
{
    const Run run = runIn(folder, {"doctor", "--json", "--db", cache});
    return QByteArray::fromStdString(run.json().at("facts_checksum").get<std::string>());
}

}  // namespace naap::test
