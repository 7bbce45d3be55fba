#include <QApplication>
#include <QPainter>
#include <QStandardItemModel>
#include <QTableView>
#include <QtTest>

#include "ui/widgets/cell_delegate.h"

using namespace naap;
using namespace Qt::StringLiterals;

namespace {

constexpr int kWidth = 90;

/// One cell as a view would have it painted.
QImage painted(const QStyledItemDelegate& delegate, const QModelIndex& index, const QTableView& view,
               QStyle::State more = {})
{
    QImage image(kWidth, 24, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    QStyleOptionViewItem option;
    option.initFrom(&view);
    option.widget = &view;
    option.font = view.font();
    option.fontMetrics = view.fontMetrics();
    option.rect = image.rect();
    option.state |= QStyle::State_Enabled | QStyle::State_Active | more;
    delegate.paint(&painter, option, index);
    return image;
}

/// The columns of pixels that differ from the first pixel: from, to.
std::pair<int, int> inkOf(const QImage& image)
{
    int first = image.width();
    int last = -1;
    for (int y = 3; y < image.height() - 3; ++y)
        for (int x = 3; x < image.width() - 3; ++x)
            if (image.pixel(x, y) != image.pixel(1, image.height() / 2)) {
                first = qMin(first, x);
                last = qMax(last, x);
            }
    return {first, last};
}

}  // namespace

class TestCellDelegate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<QStandardItemModel>(1, 1);
        m_view = std::make_unique<QTableView>();
        m_view->setModel(m_model.get());
    }
    /// The text stands where the style would have put it, and its size is what the style would ask for.
    void cellsLookLikeTheStyles_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("alignment");
        QTest::addColumn<bool>("chosen");
        const auto add = [](const char* name, const char* text, int alignment, bool chosen = false) {
            QTest::newRow(name) << QString::fromUtf8(text) << alignment << chosen;
        };
        add("a name at the left", "livepeer", static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter));
        add("a number at the right", "1,234.5", static_cast<int>(Qt::AlignRight | Qt::AlignVCenter));
        add("centred", "n/a", static_cast<int>(Qt::AlignCenter));
        add("chosen", "1,234.5", static_cast<int>(Qt::AlignRight | Qt::AlignVCenter), true);
        add("too long", "0x1234567890123456789012345678901234567890",
            static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter));
        add("markup is text", "<b>1</b>", static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter));
        add("several lines", "one\ntwo", static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter));
        add("nothing", "", static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter));
    }
    void cellsLookLikeTheStyles()
    {
        QFETCH(const QString, text);
        QFETCH(const int, alignment);
        QFETCH(const bool, chosen);
        m_model->setItem(0, 0, new QStandardItem(text));
        m_model->item(0, 0)->setTextAlignment(Qt::Alignment(alignment));
        const QModelIndex index = m_model->index(0, 0);
        const CellDelegate ours;
        const QStyledItemDelegate styles;
        const QStyle::State more = chosen ? QStyle::State(QStyle::State_Selected) : QStyle::State();
        for (int paint = 0; paint < 2; ++paint) {  // fresh, then from what is kept
            const auto [from, to] = inkOf(painted(ours, index, *m_view, more));
            const auto [styleFrom, styleTo] = inkOf(painted(styles, index, *m_view, more));
            QVERIFY2(qAbs(from - styleFrom) <= 2, qPrintable(u"%1 and %2"_s.arg(from).arg(styleFrom)));
            QVERIFY2(qAbs(to - styleTo) <= 2, qPrintable(u"%1 and %2"_s.arg(to).arg(styleTo)));
        }
        QStyleOptionViewItem option;
        option.initFrom(m_view.get());
        option.widget = m_view.get();
        option.font = m_view->font();
        option.fontMetrics = m_view->fontMetrics();
        const QSize hint = ours.sizeHint(option, index);
        const QSize styleHint = styles.sizeHint(option, index);
        QVERIFY2(qAbs(hint.width() - styleHint.width()) <= 2 && qAbs(hint.height() - styleHint.height()) <= 2,
                 qPrintable(u"%1x%2 and %3x%4"_s.arg(hint.width())
                                .arg(hint.height())
                                .arg(styleHint.width())
                                .arg(styleHint.height())));
    }
    void aTextThatIsTooLongEndsInAnEllipsis()
    {
        m_model->setItem(0, 0, new QStandardItem(u"iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii"_s));
        const CellDelegate delegate;
        const auto [from, to] = inkOf(painted(delegate, m_model->index(0, 0), *m_view));
        QVERIFY(from < 10);
        QVERIFY(to < kWidth - 3);
        QVERIFY(to > kWidth / 2);
    }
    /// What is kept belongs to one font.
    void aLargerFontIsPaintedLarger()
    {
        m_model->setItem(0, 0, new QStandardItem(u"12"_s));
        const CellDelegate delegate;
        const auto [from, to] = inkOf(painted(delegate, m_model->index(0, 0), *m_view));
        QFont large = m_view->font();
        large.setPointSizeF(large.pointSizeF() * 2);
        m_view->setFont(large);
        const auto [largeFrom, largeTo] = inkOf(painted(delegate, m_model->index(0, 0), *m_view));
        QVERIFY2(largeTo - largeFrom > (to - from) * 3 / 2, qPrintable(QString::number(largeTo - largeFrom)));
    }

private:
    std::unique_ptr<QStandardItemModel> m_model;
    std::unique_ptr<QTableView> m_view;
};

QTEST_MAIN(TestCellDelegate)
#include "tst_cell_delegate.moc"
