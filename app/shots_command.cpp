#include <charconv>

#include <fmt/format.h>

#include "app/options.h"
#include "app/window.h"

namespace naap {
namespace {

struct Size {
    int width = 1400;
    int height = 900;
};

/// `1400x900`, each side from 640 to 8192.
Result<Size> parseSize(std::string_view text)
{
    const auto side = [](std::string_view digits) {
        int value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return error == std::errc() && end == digits.data() + digits.size() && value >= 640 && value <= 8192 ? value
                                                                                                             : 0;
    };
    const std::size_t x = text.find('x');
    const Size size{x == std::string_view::npos ? 0 : side(text.substr(0, x)),
                    x == std::string_view::npos ? 0 : side(text.substr(x + 1))};
    if (size.width == 0 || size.height == 0)
        return failure(Error::Code::usage,
                       fmt::format("'{}' is not a size; write WIDTHxHEIGHT, each 640 to 8192", text));
    return size;
}

/// A size of texts, as the settings offer: 50 to 300.
Result<int> parsePercent(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 50 || value > 300)
        return failure(Error::Code::usage, fmt::format("'{}' is not a size of texts; write 50 to 300", text));
    return value;
}

class ShotsCommand : public Command {
public:
    std::string_view name() const override { return "shots"; }
    std::string_view summary() const override { return "Paint every page of the window into a PNG file"; }
    std::string_view usage() const override { return "--out DIR [OPTION...]"; }
    std::string_view teaching() const override
    {
        return "Needs no display. The files are named PAGE-THEME.png.\n\n"
               "Examples:\n"
               "  naap-lens shots --out pictures\n"
               "  naap-lens shots --out pictures --theme dark --size 1920x1080 --language de\n";
    }

    void declare(Syntax& syntax) override
    {
        syntax.text("--out", m_folder, "DIR", "the folder for the files; made if it is not there");
        syntax.choice("--theme", m_theme, {"light", "dark"}, "THEME", "light (if not said) or dark");
        syntax.choice("--language", m_language, {"en", "de"}, "LANGUAGE", "en (if not said) or de");
        syntax.value("--size", m_size, parseSize, "WxH", "size of the window; 1400x900 if not said");
        syntax.value("--text", m_text, parsePercent, "PERCENT", "size of texts, 50 to 300; 100 if not said");
        m_cache.declare(syntax);
    }

    Result<bool> run(Output& output) override
    {
        if (m_folder.empty())
            return failure(Error::Code::usage, "shots wants --out DIR, the folder for the files");
        auto opened = m_cache.open(Cache::Access::read);  // says what is wrong with it in words
        if (!opened)
            return tl::unexpected(opened.error());
        const std::filesystem::path path = (*opened)->path();
        opened->reset();
        auto files = paintPages(path, {.folder = m_folder,
                                       .theme = m_theme.empty() ? "light" : m_theme,
                                       .language = m_language.empty() ? "en" : m_language,
                                       .width = m_size.width,
                                       .height = m_size.height,
                                       .text_percent = m_text});
        if (!files)
            return tl::unexpected(files.error());
        for (const std::string& file : *files)
            output.write(file + "\n");
        return true;
    }

private:
    std::string m_folder;
    std::string m_theme;
    std::string m_language;
    Size m_size;
    int m_text = 100;
    CacheOption m_cache;
};

}  // namespace

std::unique_ptr<Command> makeShotsCommand()
{
    return std::make_unique<ShotsCommand>();
}

}  // namespace naap
